namespace Digits.Data;

/// <summary>What a published checksum is of.</summary>
internal enum ChecksumOf
{
    /// <summary>What a gzip file unpacks to; MNIST's mirrors pack it each in its own way.</summary>
    Content,

    /// <summary>The file itself.</summary>
    File,
}
