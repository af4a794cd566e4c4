namespace Aspire.Hosting.Output;

internal static class Ansi
{
    public const string Red = "\e[31m";
    public const string Yellow = "\e[33m";
    public const string Green = "\e[32m";
    public const string Grey = "\e[90m";
    private const string Reset = "\e[0m";

    private static readonly string[] Names =
    [
        "\e[36m",
        "\e[35m",
        "\e[34m",
        "\e[32m",
        "\e[96m",
        "\e[95m",
        "\e[94m",
        "\e[92m",
    ];

    public static string Paint(string text, string? colour, bool enabled) =>
        enabled && colour is not null && text.Length > 0 ? colour + text + Reset : text;

    /// <summary>Each resource has its own, in the order in which they first write.</summary>
    public static string OfName(int index) => Names[index % Names.Length];
}
