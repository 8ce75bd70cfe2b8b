using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Digits.Data;

/// <summary>
/// What PureHDF looks up by reflection for each type of number that it reads. A native program has only what is named somewhere, so it is named here.
/// </summary>
internal static class Hdf5Decoders
{
    /// <summary>Keeps the decoders of all types that <see cref="Hdf5Dataset"/> reads in a native program.</summary>
    public static void Keep()
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
            return;
        KeepDecoders();
        KeepChecks();
    }

    // The types of numbers here and in KeepChecks are those of Hdf5Dataset.Read. In a list, the native compiler would not find them.
    [UnconditionalSuppressMessage(
        "AOT",
        "IL3050",
        Justification = "The native compiler finds the type by its constant name and makes each of these; DataKindsTests shows it.")]
    private static void KeepDecoders()
    {
        MethodInfo decoder = Type.GetType("PureHDF.VOL.Native.DatatypeMessage, PureHDF")!
            .GetMethod("GetDecodeInfoForUnmanagedMemory", BindingFlags.Static | BindingFlags.NonPublic)!;
        _ = decoder.MakeGenericMethod(typeof(Half));
        _ = decoder.MakeGenericMethod(typeof(float));
        _ = decoder.MakeGenericMethod(typeof(double));
        _ = decoder.MakeGenericMethod(typeof(byte));
        _ = decoder.MakeGenericMethod(typeof(ushort));
        _ = decoder.MakeGenericMethod(typeof(uint));
        _ = decoder.MakeGenericMethod(typeof(ulong));
    }

    private static void KeepChecks()
    {
        MethodInfo holdsReferences = typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!;
        _ = holdsReferences.MakeGenericMethod(typeof(Half));
        _ = holdsReferences.MakeGenericMethod(typeof(float));
        _ = holdsReferences.MakeGenericMethod(typeof(double));
        _ = holdsReferences.MakeGenericMethod(typeof(byte));
        _ = holdsReferences.MakeGenericMethod(typeof(ushort));
        _ = holdsReferences.MakeGenericMethod(typeof(uint));
        _ = holdsReferences.MakeGenericMethod(typeof(ulong));
        _ = holdsReferences.MakeGenericMethod(typeof(string));
    }
}
