namespace Digits.Cli;

/// <summary>Numbers as a person reads them.</summary>
internal static class Figures
{
    /// <summary>A share of 0 to 1 in percent, such as "99.21 %".</summary>
    internal static string Share(double share, int decimals = 2) => $"{(100 * share).ToString($"F{decimals}")} %";

    /// <summary>A share with its standard error, such as "99.21 % ± 0.09".</summary>
    internal static string Share(double share, double error) => $"{100 * share:F2} % ± {100 * error:F2}";

    /// <summary>A learning rate.</summary>
    internal static string Rate(double rate) => rate.ToString("G4");

    /// <summary>A time, such as "1:23" or "2:05:00".</summary>
    internal static string Clock(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : time.ToString("m\\:ss");
}
