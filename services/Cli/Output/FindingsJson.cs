using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Files;

namespace Orchestrator.Cli.Output;

/// <summary>What a command has found in a file, for scripts.</summary>
internal static class FindingsJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Korean stays readable; nothing of this ends up in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of<T>(T findings) => JsonSerializer.Serialize(findings, _options) + "\n";

    public static IEnumerable<object> Problems<T>(FileReading<T> reading)
        where T : class =>
        reading.Problems.Select(problem => new
        {
            problem.Line,
            problem.Field,
            problem.Message,
        });
}
