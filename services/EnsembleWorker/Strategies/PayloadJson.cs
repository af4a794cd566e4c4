using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>Payloads of events as text.</summary>
internal static class PayloadJson
{
    // It goes to databases and into JSON, never into a web page: Korean stays readable and short.
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of<T>(T payload) => JsonSerializer.Serialize(payload, _options);
}
