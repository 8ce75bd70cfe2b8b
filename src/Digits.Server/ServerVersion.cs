namespace Digits.Server;

/// <summary>The version of the library.</summary>
internal static class ServerVersion
{
    internal static string Text { get; } = typeof(ServerVersion).Assembly.GetName().Version!.ToString(3);
}
