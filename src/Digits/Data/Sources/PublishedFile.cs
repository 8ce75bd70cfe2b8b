namespace Digits.Data;

/// <summary>A file of a data set as the mirrors have it.</summary>
/// <param name="Name">Its name, behind a mirror's address.</param>
/// <param name="Length">Bytes of its content; the most that it can have where <paramref name="Sum"/> is of the file itself.</param>
/// <param name="Checksum">SHA-256 or, where only that was published, MD5, as small hexadecimal digits.</param>
/// <param name="Sum">What the checksum is of.</param>
internal sealed record PublishedFile(string Name, long Length, string Checksum, ChecksumOf Sum = ChecksumOf.Content)
{
    private const int Md5Digits = 32;

    /// <summary>Whether the checksum is MD5.</summary>
    public bool IsMd5 => Checksum.Length == Md5Digits;
}
