using Digits.Imaging;

namespace Digits.Tests.Imaging;

public sealed class Crc32Tests
{
    // The check value that the catalogue of CRC algorithms gives for CRC-32/ISO-HDLC.
    [Fact]
    public void The_check_value_comes_out() => Crc32.Of("123456789"u8).ShouldBe(0xCBF43926u);
}
