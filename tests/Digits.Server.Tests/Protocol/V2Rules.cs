using System.Runtime.InteropServices;

namespace Digits.Server.Tests.Protocol;

/// <summary>
/// The rules of the Open Inference Protocol, version 2 (kserve/open-inference-protocol, inference_rest.md and open_inference_rest.yaml), and of Triton's
/// extensions for binary tensors and classification (triton-inference-server/server, docs/protocol), as requests to the bundled model of eleven classes.
/// </summary>
internal static class V2Rules
{
    private const string Model = "/models/default", Infer = Model + "/infer";

    private static readonly byte[] _one = Floats(1), _two = Floats(2);

    internal static IReadOnlyList<V2Rule> All { get; } =
    [
        // Health: nothing but the status counts; the texts of the protocol differ in the body.
        new("Server Live", "200", "/health/live"),
        new("Server Ready", "200", "/health/ready"),
        new("Model Ready", "200", $"{Model}/ready"),
        new("Model Ready", "of a version", $"{Model}/versions/VERSION/ready"),
        new("Model Ready", "an unknown model is 404", "/models/nosuch/ready") { Status = 404, Error = "nosuch" },
        new("Model Ready", "an unknown version is 404", $"{Model}/versions/7/ready") { Status = 404, Error = "VERSION" },

        new("Server Metadata", "name, version, extensions", "")
        {
            Has = Of(("name", "\"digits\""), ("extensions", "[\"binary_tensor_data\",\"classification\"]")),
        },
        new("Server Metadata", "with a slash at the end, as the YAML has it", "/") { Has = Of(("name", "\"digits\"")) },
        new("Model Metadata", "name, versions, platform, inputs, outputs", Model)
        {
            Has = Of(
                ("name", "\"default\""),
                ("versions", "[\"VERSION\"]"),
                ("platform", "\"digits\""),
                ("inputs", "[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[-1,1,28,28]}]"),
                ("outputs", "[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,11]}]")),
        },
        new("Model Metadata", "of a version", $"{Model}/versions/VERSION") { Has = Of(("versions", "[\"VERSION\"]")) },
        new("Model Metadata", "an unknown model is an error", "/models/no.such") { Status = 404, Error = "no.such" },
        new("Model Metadata", "an unknown version is an error", $"{Model}/versions/1.0") { Status = 404, Error = "1.0" },
        new("Error", "what is not there is an error object too", "/models/default/nosuch.txt") { Status = 404, Error = "nosuch.txt" },
        new("Error", "a wrong method is an error object too", Infer) { Status = 404, Error = "GET" },

        Good("Inference", "the model's name and version, and all outputs where none is asked for", Input()) with
        {
            Has = Of(
                ("model_name", "\"default\""),
                ("model_version", "\"VERSION\""),
                ("id", null),
                ("outputs.0.name", "\"probabilities\""),
                ("outputs.0.datatype", "\"FP32\""),
                ("outputs.0.shape", "[1,11]"),
                ("outputs.0.parameters", null),
                ("outputs.1", null)),
            Values = 11,
        },
        Good("Inference", "of a version", Input()) with { Path = $"{Model}/versions/VERSION/infer", Values = 11 },
        Good("Inference", "an unknown model is an error", Input()) with { Path = "/models/nosuch/infer", Status = 404, Error = "nosuch" },
        Good("Inference", "an unknown version is an error", Input()) with { Path = $"{Model}/versions/2/infer", Status = 404, Error = "VERSION" },
        Good("Inference Request", "the id comes back", Input(), "\"id\": \"a\\u00e9\\\"\\n\"") with { Has = Of(("id", "\"a\\u00E9\\u0022\\n\"")) },
        Good("Inference Request", "an empty id comes back", Input(), "\"id\": \"\"") with { Has = Of(("id", "\"\"")) },
        Good("Inference Request", "null is as if it were not there", Input("\"parameters\": null"),
            "\"id\": null, \"parameters\": null, \"outputs\": null") with
        {
            Has = Of(("id", null)),
            Values = 11,
        },
        Good("Inference Request", "an id is a string", Input(), "\"id\": 42") with { Status = 400, Error = "id" },
        Good("Inference Request", "unknown keys and parameters are passed over", Input("\"parameters\": {\"x\": [1, {}]}, \"y\": 1"),
            "\"parameters\": {\"priority\": 3}, \"z\": {}") with
        {
            Values = 11,
        },
        Good("Inference Request", "parameters are an object", Input(), "\"parameters\": []") with { Status = 400, Error = "parameters" },
        new("Inference Request", "inputs are wanted", Infer) { Json = "{}", Status = 400, Error = "0 inputs" },
        new("Inference Request", "inputs are an array", Infer) { Json = "{\"inputs\": {}}", Status = 400, Error = "inputs" },
        new("Inference Request", "inputs are not empty", Infer) { Json = "{\"inputs\": []}", Status = 400, Error = "0 inputs" },
        new("Inference Request", "it is an object", Infer) { Json = "[]", Status = 400, Error = "object" },
        new("Inference Request", "it is JSON", Infer) { Json = "{\"inputs\": [", Status = 400, Error = "JSON" },
        new("Inference Request", "nothing follows it", Infer) { Json = $"{{\"inputs\": [{Input()}]}} 1", Status = 400, Error = "JSON" },

        Good("Request Input", "a batch has its full shape", Input(shape: "[2, 1, 28, 28]", data: "[TWO]")) with { Has = Of(("outputs.0.shape", "[2,11]")),
            Values = 22 },
        Good("Request Input", "three dimensions will do", Input(shape: "[2, 28, 28]", data: "[TWO]")) with { Values = 22 },
        Good("Request Input", "the name is wanted", "{\"shape\": [1, 784], \"datatype\": \"FP32\", \"data\": [ONE]}") with { Status = 400, Error = "images" },
        Good("Request Input", "the name is that of the model's input", Input(name: "pixels")) with { Status = 400, Error = "pixels" },
        Good("Request Input", "the shape is wanted", "{\"name\": \"images\", \"datatype\": \"FP32\", \"data\": [ONE]}") with { Status = 400, Error = "shape" },
        Good("Request Input", "the datatype is wanted", "{\"name\": \"images\", \"shape\": [1, 784], \"data\": [ONE]}") with { Status = 400,
            Error = "datatype" },
        Good("Request Input", "the data is wanted", "{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\"}") with { Status = 400,
            Error = "data" },
        Good("Request Input", "null is no data", Input(data: "null")) with { Status = 400, Error = "data" },
        Good("Request Input", "a shape without the batch does not fit", Input(shape: "[28, 28]")) with { Status = 400, Error = "[28, 28]" },
        Good("Request Input", "a shape of other images does not fit", Input(shape: "[1, 1, 27, 28]")) with { Status = 400, Error = "[1, 1, 27, 28]" },
        Good("Request Input", "a shape of several channels does not fit", Input(shape: "[1, 3, 28, 28]")) with { Status = 400, Error = "[1, 3, 28, 28]" },
        Good("Request Input", "an empty batch is refused", Input(shape: "[0, 784]", data: "[]")) with { Status = 400, Error = "0 images" },
        Good("Request Input", "a negative batch is refused", Input(shape: "[-1, 784]")) with { Status = 400, Error = "-1 images" },
        Good("Request Input", "a giant batch is refused", Input(shape: "[2147483647, 784]")) with { Status = 400, Error = "2147483647" },
        Good("Request Input", "a product that overflows is refused", Input(shape: "[5482117, 784]")) with { Status = 400, Error = "5482117" },
        Good("Request Input", "a dimension beyond 64 bits is refused", Input(shape: "[18446744073709551616, 784]")) with { Status = 400, Error = "shape" },
        Good("Request Input", "a dimension is a whole number", Input(shape: "[\"1\", 784]")) with { Status = 400, Error = "shape" },
        Good("Request Input", "the shape says another number of images", Input(shape: "[2, 784]")) with { Status = 400, Error = "784 numbers" },
        Good("Request Input", "several inputs are refused: the model has one", $"{Input()}, {Input()}") with { Status = 400, Error = "2 inputs" },

        Good("Tensor Data", "flat", Input()) with { Values = 11 },
        Good("Tensor Data", "nested", Input(data: "[[[ONE]]]")) with { Values = 11 },
        Good("Tensor Data", "texts are no pixels", Input(data: "[\"0\"]")) with { Status = 400, Error = "number" },
        Good("Tensor Data", "a number alone is no tensor", Input(data: "5")) with { Status = 400, Error = "data" },
        Good("Tensor Data", "what is not finite is refused", Input(data: $"[{string.Join(',', Enumerable.Repeat("1e39", 784))}]")) with { Status = 400,
            Error = "finite" },
        Good("Tensor Data Types", "FP64", Input(datatype: "FP64")) with { Values = 11 },
        Good("Tensor Data Types", "UINT8", Input(datatype: "UINT8", data: "[BYTES]")) with { Values = 11 },
        Good("Tensor Data Types", "INT32", Input(datatype: "INT32", data: "[BYTES]")) with { Values = 11 },
        Good("Tensor Data Types", "INT64", Input(datatype: "INT64", data: "[BYTES]")) with { Values = 11 },
        .. new[] { "BOOL", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "FP16", "BF16", "BYTES", "fp32", "" }.Select(type =>
            Good("Tensor Data Types", $"'{type}' is refused by name", Input(datatype: type)) with { Status = 400, Error = $"'{type}'" }),

        Good("Request Output", "an output is selected by its name", Input(),
            Outputs("")) with { Has = Of(("outputs.0.name", "\"probabilities\""), ("outputs.1", null)), Values = 11 },
        Good("Request Output", "no outputs are all outputs", Input(), "\"outputs\": []") with { Values = 11 },
        Good("Request Output", "an unknown output is refused", Input(), "\"outputs\": [{\"name\": \"logits\"}]") with { Status = 400, Error = "logits" },
        Good("Request Output", "the name is wanted", Input(), "\"outputs\": [{}]") with { Status = 400, Error = "probabilities" },
        Good("Request Output", "outputs are an array", Input(), "\"outputs\": {}") with { Status = 400, Error = "outputs" },
        Good("Request Output", "an output is an object", Input(), "\"outputs\": [\"probabilities\"]") with { Status = 400, Error = "output" },

        Bytes("binary input, JSON output", 3136) with { Has = Of(("outputs.0.shape", "[1,11]")), Values = 11 },
        Bytes("binary input, binary output", 3136, Outputs("\"binary_data\": true")) with
        {
            Has = Of(("outputs.0.parameters.binary_data_size", "44"), ("outputs.0.data", null)),
            Bytes = 44,
            Values = 11,
        },
        Good("Binary Tensor Data", "JSON input, binary output", Input(), Outputs("\"binary_data\": true")) with { Bytes = 44, Values = 11 },
        Good("Binary Tensor Data", "all outputs are binary", Input(), "\"parameters\": {\"binary_data_output\": true}") with { Bytes = 44, Values = 11 },
        Good("Binary Tensor Data", "an output's own wish counts more", Input(),
            "\"parameters\": {\"binary_data_output\": true}, " + Outputs("\"binary_data\": false")) with
        {
            Has = Of(("outputs.0.parameters", null)),
            Values = 11,
        },
        Good("Binary Tensor Data", "one output in JSON and once more in bytes", Input(),
            "\"outputs\": [{\"name\": \"probabilities\"}, {\"name\": \"probabilities\", \"parameters\": {\"binary_data\": true}}]") with
        {
            Has = Of(("outputs.0.parameters", null), ("outputs.1.data", null), ("outputs.1.parameters.binary_data_size", "44")),
            Bytes = 44,
        },
        Bytes("a batch", 6272, input: BinaryInput(6272, shape: "[2, 1, 28, 28]")) with { Tensors = _two, Values = 22 },
        Bytes("UINT8", 784, input: BinaryInput(784, "UINT8")) with { Tensors = new byte[784], Values = 11 },
        Bytes("INT32", 3136, input: BinaryInput(3136, "INT32")) with { Tensors = new byte[3136], Values = 11 },
        Bytes("INT64", 6272, input: BinaryInput(6272, "INT64")) with { Tensors = new byte[6272], Values = 11 },
        Bytes("FP64", 6272, input: BinaryInput(6272, "FP64")) with { Tensors = new byte[6272], Values = 11 },
        Bytes("a size that does not fit the shape is refused", 3132) with { Status = 400, Error = "3136" },
        Bytes("a size of another datatype is refused", 3136, input: BinaryInput(3136, "FP64")) with { Status = 400, Error = "6272" },
        Bytes("bytes that are cut short are refused", 3136) with { Tensors = _one[1..], Status = 400, Error = "3135 bytes" },
        Bytes("bytes beyond the tensor are refused", 3136) with { Tensors = [.. _one, 0], Status = 400, Error = "3137 bytes" },
        Bytes("a negative size is refused", -1) with { Status = 400, Error = "binary_data_size" },
        Bytes("a giant size is refused", long.MaxValue) with { Status = 400, Error = "3136" },
        Bytes("data beside bytes is refused", 3136, input: BinaryInput(3136, more: ", \"data\": [ONE]")) with { Status = 400, Error = "one of them" },
        Good("Binary Tensor Data", "bytes that no input speaks of are refused", Input()) with { Tensors = _one, Status = 400, Error = "binary_data_size" },
        Bytes("an input in JSON and one in bytes are two inputs", 3136, input: $"{Input()}, {BinaryInput(3136)}") with { Status = 400, Error = "2 inputs" },
        Bytes("what is not finite is refused", 3136) with { Tensors = [.. Enumerable.Repeat((byte)0xFF, 3136)], Status = 400, Error = "finite" },
        Bytes("binary_data is true or false", 3136, Outputs("\"binary_data\": 1")) with { Status = 400, Error = "binary_data" },
        Good("Binary Tensor Data", "the header may be there without bytes", Input()) with { HeaderLength = "LENGTH", Values = 11 },
        .. new[] { "", "99999", "-1", "1.5", "x", "0", "99999999999999999999", "5" }.Select(length =>
            Bytes($"a header of '{length}' is refused", 3136) with { HeaderLength = length, Status = 400, Error = length is "" or "0" or "5" ? "JSON"
                : length }),

        Classes("the best classes", 3) with { Has = Of(("outputs.0.datatype", "\"BYTES\""), ("outputs.0.shape", "[1,3]")), Values = 3 },
        Classes("of each image of a batch", 2, Input(shape: "[2, 784]", data: "[TWO]")) with { Has = Of(("outputs.0.shape", "[2,2]")), Values = 4 },
        Classes("all of them where more are asked for, as from Triton", 99) with { Has = Of(("outputs.0.shape", "[1,11]")), Values = 11 },
        Classes("0 is no classification", 0) with { Has = Of(("outputs.0.datatype", "\"FP32\""), ("outputs.0.shape", "[1,11]")), Values = 11 },
        Classes("a negative number is refused", -1) with { Status = 400, Error = "classification" },
        Good("Classification", "a text is refused", Input(), Outputs("\"classification\": \"3\"")) with { Status = 400, Error = "classification" },
        Good("Classification", "as bytes: a length of four bytes before each text", Input(), Outputs("\"classification\": 1, \"binary_data\": true")) with
        {
            Has = Of(("outputs.0.datatype", "\"BYTES\""), ("outputs.0.shape", "[1,1]"), ("outputs.0.data", null)),
            Bytes = 4 + "0.999999:3:3".Length,
            Values = 1,
        },
    ];

    private static V2Rule Good(string section, string says, string input, string more = "\"id\": \"x\"") =>
        new(section, says, Infer) { Json = more == "\"id\": \"x\"" ? $"{{\"inputs\": [{input}]}}" : $"{{{more}, \"inputs\": [{input}]}}" };

    private static V2Rule Bytes(string says, long size, string? more = null, string? input = null) =>
        Good("Binary Tensor Data", says, input ?? BinaryInput(size), more ?? "\"id\": \"b\"") with { Tensors = _one };

    private static V2Rule Classes(string says, int count, string? input = null) =>
        Good("Classification", says, input ?? Input(), Outputs($"\"classification\": {count}"));

    private static string Input(string? more = null, string name = "images", string shape = "[1, 784]", string datatype = "FP32", string data = "[ONE]") =>
        $"{{\"name\": \"{name}\", \"shape\": {shape}, \"datatype\": \"{datatype}\", \"data\": {data}{(more is null ? "" : $", {more}")}}}";

    private static string BinaryInput(long size, string datatype = "FP32", string shape = "[1, 784]", string more = "") =>
        $"{{\"name\": \"images\", \"shape\": {shape}, \"datatype\": \"{datatype}\", \"parameters\": {{\"binary_data_size\": {size}}}{more}}}";

    private static string Outputs(string parameters) => $"\"outputs\": [{{\"name\": \"probabilities\", \"parameters\": {{{parameters}}}}}]";

    private static Dictionary<string, string?> Of(params (string Part, string? Value)[] parts) => parts.ToDictionary(part => part.Part, part => part.Value);

    internal static byte[] Floats(int count) =>
        MemoryMarshal.AsBytes<float>(Enumerable.Range(0, count).SelectMany(DrawnDigits.Pixels).Select(pixel => pixel / 255f).ToArray()).ToArray();
}
