using System.Xml.Linq;

namespace Digits.EndToEnd.Tests.Packages;

/// <summary>What is in the packages, and what they say of themselves.</summary>
[Trait("Category", "Slow")]
[Collection(PackedPackagesCollection.Name)]
public class PackageContentTests(PackedPackages packages)
{
    [Theory]
    [InlineData("Digits.Engine", "buildTransitive/Digits.Engine.targets")] // Warns of a native build without wide vectors.
    [InlineData("Digits")]
    [InlineData("Digits.Tuning")]
    [InlineData("Digits.Server")]
    public void A_library_comes_with_its_documentation_and_nothing_else(string package, params string[] more)
    {
        // What every package has by its format is left out.
        IEnumerable<string> files = packages.Files(package).Where(file => file.Split('/')[0] is not ("_rels" or "package" or "[Content_Types].xml"));

        files.ShouldBe([$"{package}.nuspec", "README.md", $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml", .. more], ignoreOrder: true);
        packages.Files(package, ".snupkg").ShouldContain($"lib/net10.0/{package}.pdb");
    }

    [Theory]
    [InlineData("Digits.Engine")]
    [InlineData("Digits")]
    [InlineData("Digits.Tuning")]
    [InlineData("Digits.Server")]
    [InlineData("Digits.Cli")]
    public void A_package_says_what_it_is_and_under_which_license(string package)
    {
        packages.Described(package, "license").Single().Value.ShouldBe("MIT");
        packages.Described(package, "readme").Single().Value.ShouldBe("README.md");
        packages.Described(package, "tags").Single().Value.ShouldContain("handwritten-digits");
        packages.Described(package, "description").Single().Value.Length.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Libraries_need_one_another_in_the_same_version_and_no_analyzers()
    {
        Needs("Digits.Engine").ShouldBe(["Google.Protobuf", "System.Numerics.Tensors"], ignoreOrder: true);
        // Pictures are read on a Linux machine with nothing installed, too: this one has SkiaSharp's native library.
        Needs("Digits").ShouldContain("SkiaSharp.NativeAssets.Linux.NoDependencies");
        Needs("Digits").ShouldNotContain("Npgsql");

        foreach ((string package, string needed) in new[] { ("Digits", "Digits.Engine"), ("Digits.Tuning", "Digits"), ("Digits.Server", "Digits") })
        {
            XElement dependency = packages.Described(package, "dependency").Single(element => (string?)element.Attribute("id") == needed);
            ((string?)dependency.Attribute("version")).ShouldBe(packages.Version);
            Needs(package).ShouldNotContain(id => id.Contains("Analyzer", StringComparison.Ordinal));
        }

        string[] Needs(string package) => [.. packages.Described(package, "dependency").Select(element => (string)element.Attribute("id")!)];
    }

    [Fact]
    public void The_tool_has_native_libraries_for_the_platforms_that_it_is_for_and_no_symbols_of_these()
    {
        IEnumerable<string> native = packages.Files("Digits.Cli").Where(file => file.Contains("/native/", StringComparison.Ordinal))
            .Select(file => file.Split("/runtimes/")[1]);

        native.ShouldBe(
            [
                "linux-arm64/native/libSkiaSharp.so", "linux-arm64/native/libe_sqlite3.so",
                "linux-x64/native/libSkiaSharp.so", "linux-x64/native/libe_sqlite3.so",
                "linux-musl-arm64/native/libSkiaSharp.so", "linux-musl-arm64/native/libe_sqlite3.so",
                "linux-musl-x64/native/libSkiaSharp.so", "linux-musl-x64/native/libe_sqlite3.so",
                "osx-arm64/native/libe_sqlite3.dylib", "osx-x64/native/libe_sqlite3.dylib", "osx/native/libSkiaSharp.dylib",
                "win-arm64/native/e_sqlite3.dll", "win-arm64/native/libSkiaSharp.dll", "win-x64/native/e_sqlite3.dll", "win-x64/native/libSkiaSharp.dll",
            ],
            ignoreOrder: true);
    }
}
