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

    /// <summary>One object with the fields of both.</summary>
    /// <param name="first">Its fields come first.</param>
    /// <param name="further">Fields that the first one does not have; null for none.</param>
    public static string Of(object first, object? further)
    {
        var whole = JsonSerializer.SerializeToNode(first, _options)!.AsObject();
        var rest = further is null ? [] : JsonSerializer.SerializeToNode(further, _options)!.AsObject();
        foreach (var name in rest.Select(field => field.Key).ToList())
        {
            rest.Remove(name, out var value);
            whole.Add(name, value);
        }

        return whole.ToJsonString(_options);
    }
}
