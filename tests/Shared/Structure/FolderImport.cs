namespace Digits.Tests.Shared;

/// <summary>A type of one folder that uses a type of another.</summary>
internal sealed record FolderImport(string From, string To, string User, string Used)
{
    public override string ToString() => $"{From}/{User} uses {To}/{Used}";
}
