using BitMiracle.LibTiff.Classic;

namespace Digits.Imaging;

/// <summary>Keeps what LibTiff would print to itself: a library writes nothing to the console, and what is wrong with a file becomes an exception.</summary>
internal sealed class SilentTiffErrors : TiffErrorHandler
{
    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
    {
        // The call that fails says so by what it returns.
    }

    public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
        // As above.
    }

    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
        // Nearly every scanner writes tags that are not in the standard.
    }

    public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
        // As above.
    }
}
