using System.CommandLine;

namespace Digits.Cli.Verbs;

/// <summary><c>digits data</c>: the parent of what there is to do with data sets.</summary>
internal sealed class DataVerb : Verb
{
    internal DataVerb()
        : base(
            "data",
            "Get data sets, look at them, check their labels, draw and export them",
            "digits data get mnist",
            "digits data info mnist",
            "digits data info scans/ --out scans.png")
    {
        Add(new DataGetVerb());
        Add(new DataInfoVerb());
        Add(new DataAuditVerb());
        Add(new DataStringsVerb());
        Add(new DataExportVerb());
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output) => Help.Show(result);
}
