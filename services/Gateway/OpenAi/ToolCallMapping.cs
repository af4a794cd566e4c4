using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.OpenAi;

/// <summary>Calls that the assistant made in an earlier turn.</summary>
internal static class ToolCallMapping
{
    /// <param name="toolNames">Name by call id, for the answers that follow.</param>
    public static void Fill(
        Message mapped,
        List<ToolCallWire?>? calls,
        string field,
        Dictionary<string, string> toolNames,
        FieldProblems problems
    )
    {
        var given = calls ?? [];
        for (var index = 0; index < given.Count; index++)
        {
            var call = ToCall(given[index], index, $"{field}[{index}].function", problems);
            mapped.ToolCalls.Add(call);
            toolNames[call.Id] = call.Name;
        }
    }

    private static ToolCall ToCall(ToolCallWire? call, int index, string field, FieldProblems problems)
    {
        if (string.IsNullOrEmpty(call?.Function?.Name))
        {
            problems.Add($"{field}.name", "is required");
        }

        var arguments = call?.Function?.Arguments;
        if (!JsonText.IsObjectOrEmpty(arguments))
        {
            problems.Add($"{field}.arguments", "must be a JSON object, as a string");
        }

        return new ToolCall
        {
            Id = call?.Id ?? "",
            Name = call?.Function?.Name ?? "",
            ArgumentsJson = string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments,
            Index = (uint)index,
        };
    }
}
