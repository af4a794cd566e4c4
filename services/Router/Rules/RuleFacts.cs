using Orchestrator.Files;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Rules;

/// <summary>What rules look at, of one request. What costs something is worked out when the first rule asks for it.</summary>
/// <param name="any">Matches where any expression of the rules does; null when there is none.</param>
internal sealed class RuleFacts(
    RouteInput input,
    Classification.Classification classification,
    TextExpression? any,
    RuleLimits limits
)
{
    private const string User = "user";

    private string? _model;
    private string? _key;
    private string? _role;
    private string? _text;
    private int? _promptTokens;
    private bool? _mayMatch;

    public int Task { get; } = 1 << (int)classification.Task;

    public int Language { get; } = 1 << (int)classification.Language;

    public int Priority { get; } = 1 << (int)input.Priority;

    public bool Tools { get; } = input.ToolCount > 0;

    public bool Images { get; } = input.ImageCount > 0;

    public bool Json { get; } = input.WantsJson;

    public double Difficulty { get; } = classification.Difficulty;

    public IReadOnlyDictionary<string, string> Headers { get; } = input.Headers;

    public int PromptTokens =>
        _promptTokens ??= TokenEstimate.Prompt(input.Turns, input.TotalChars, input.ImageCount, input.ToolCount);

    public string Model => _model ??= ModelKey.Of(input.RequestedModel);

    public string Key => _key ??= input.Tenant.ToLowerInvariant();

    public string Role => _role ??= input.Role.ToLowerInvariant();

    /// <summary>Whether one of them matches the newest user message.</summary>
    public bool MatchesAny(IReadOnlyList<TextExpression> expressions)
    {
        _text ??= Newest();
        _mayMatch ??= any is null || any.IsMatch(_text, whenTooSlow: true);
        if (!_mayMatch.Value)
        {
            return false;
        }

        for (var i = 0; i < expressions.Count; i++)
        {
            if (expressions[i].IsMatch(_text))
            {
                return true;
            }
        }

        return false;
    }

    private string Newest()
    {
        for (var i = input.Turns.Count - 1; i >= 0; i--)
        {
            if (input.Turns[i].Role == User)
            {
                return Bounded(input.Turns[i].Text);
            }
        }

        return "";
    }

    // A line end between the halves: no expression that stays within a line matches across the cut.
    private string Bounded(string text)
    {
        var half = limits.MatchedChars / 2;
        return text.Length <= limits.MatchedChars ? text : $"{text[..half]}\n{text[^half..]}";
    }
}
