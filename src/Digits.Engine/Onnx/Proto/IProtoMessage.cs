namespace Digits.Engine.Onnx;

/// <summary>
/// A message of ONNX's protocol buffers, with the fields that this program uses; their numbers are those of <c>onnx.proto</c>.
/// Written by hand because generated code would bring every message, and reflection that trimming cannot follow.
/// </summary>
internal interface IProtoMessage
{
    /// <summary>Takes the field that the reader stands at, or skips it.</summary>
    void Read(ProtoReader reader);

    /// <summary>Writes the fields that are set.</summary>
    void Write(ProtoWriter writer);
}
