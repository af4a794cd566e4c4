using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Placement.Routing;

/// <summary>What a router gets to see of a question. Pure.</summary>
internal static class RouteRequests
{
    public static RouteRequest From(Question question, string runId, PlacementLimits limits)
    {
        var request = new RouteRequest
        {
            RunId = runId,
            RequestedModel = question.Model,
            TotalChars = (uint)question.Messages.Sum(message => (long)message.Content.Length),
            ToolCount = (uint)question.Tools.Count,
            ImageCount = (uint)question.Messages.Sum(message => message.Images.Count),
            WantsJson = question.Format is not null,
            WantsThinking = question.Thinking > Thinking.Off,
            MaxTokens = question.Sampling.HasMaxTokens ? question.Sampling.MaxTokens : 0,
        };
        SetTerms(request, question);
        request.Prefix.AddRange(PrefixHashes.Of(question, limits.PrefixBlockChars, limits.PrefixBlocks));
        request.Turns.AddRange(Shown(question.Messages, limits.RouteTurns).Select(message => ToTurn(message, limits)));
        return request;
    }

    private static void SetTerms(RouteRequest request, Question question)
    {
        var terms = question.Terms;
        request.Priority = terms.Priority;
        request.Tenant = terms.Tenant;
        request.Deadline = terms.Deadline?.ToDuration();
        request.SingleOnly = terms.SingleOnly;
        request.Role = question.Role;
        request.Headers.Add(terms.Headers.ToDictionary());
        if (terms.LatencyWeight is { } latency)
        {
            request.LatencyWeight = latency;
        }

        if (terms.CostWeight is { } cost)
        {
            request.CostWeight = cost;
        }
    }

    /// <summary>The first turn (often the system's) and the latest ones.</summary>
    private static IEnumerable<Message> Shown(IReadOnlyList<Message> messages, int most) =>
        messages.Count <= most ? messages : messages.Take(1).Concat(messages.Skip(messages.Count - most + 1));

    private static Turn ToTurn(Message message, PlacementLimits limits) =>
        new() { Role = message.Role, Text = Cut(message.Content, limits.RouteHeadChars, limits.RouteTailChars) };

    /// <summary>The first and last characters of a text; a surrogate pair is never torn in two.</summary>
    internal static string Cut(string text, int head, int tail)
    {
        if (text.Length <= head + tail)
        {
            return text;
        }

        var headEnd = head > 0 && char.IsHighSurrogate(text[head - 1]) ? head - 1 : head;
        var tailStart = text.Length - tail;
        tailStart += tail > 0 && char.IsLowSurrogate(text[tailStart]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, headEnd), "\n", text.AsSpan(tailStart));
    }
}
