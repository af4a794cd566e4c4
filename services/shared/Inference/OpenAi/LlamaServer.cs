using System.Text.Json;
using Orchestrator.Inference.Conversation;

namespace Orchestrator.Inference.OpenAi;

/// <summary>
/// The pages that llama.cpp's server has beside OpenAI's interface. None is required: other servers have none of them, and
/// an operator may have switched them off.
/// </summary>
internal sealed class LlamaServer(OpenAiConnection connection)
{
    private volatile bool _isAnother;

    /// <summary>After a failure the address may belong to another server.</summary>
    public void Forget() => _isAnother = false;

    public async Task<LlamaProps?> GetPropsAsync(CancellationToken cancellationToken)
    {
        if (_isAnother)
        {
            return null;
        }

        // Until it has answered: a server that leaves the question open must not be asked again and again.
        _isAnother = true;
        var props = Parse(await connection.TryGetAsync("props", cancellationToken));
        // LM Studio answers 200 to any path, with an error in it.
        _isAnother = props.Field("default_generation_settings") is null && props.Field("total_slots") is null;
        return _isAnother
            ? null
            : new LlamaProps(
                props.Text("build_info") ?? "",
                props.Field("default_generation_settings").Number("n_ctx"),
                props.Number("total_slots"),
                props.Field("modalities").Field("vision") is { ValueKind: JsonValueKind.True }
            );
    }

    /// <summary>From <c>/slots</c>, else from the gauges of llama.cpp or vLLM on <c>/metrics</c>; null when there is neither.</summary>
    public async Task<EndpointLoad?> GetLoadAsync(int? slots, CancellationToken cancellationToken)
    {
        var gauges = ServerGauges.Read(await connection.TryGetAsync("metrics", cancellationToken));
        var busy = slots is null ? null : BusySlots(Parse(await connection.TryGetAsync("slots", cancellationToken)));
        var running = busy ?? gauges.Running;
        return (slots, running, gauges.Waiting) is (null, null, null)
            ? null
            : new EndpointLoad(slots, running, gauges.Waiting);
    }

    private static int? BusySlots(JsonElement? slots) =>
        slots is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Count(slot => slot.Field("is_processing") is { ValueKind: JsonValueKind.True })
            : null;

    private static JsonElement? Parse(string? page)
    {
        try
        {
            return page is null ? null : JsonSerializer.Deserialize<JsonElement>(page);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
