using Orchestrator.Files;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Rules;

/// <summary>A header that has to be there with one of these values.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Patterns">In lower case; '*' alone is satisfied by any value.</param>
/// <param name="Expressions">Of values that are written between slashes.</param>
internal sealed record HeaderCondition(
    string Name,
    IReadOnlyList<string> Patterns,
    IReadOnlyList<TextExpression> Expressions
)
{
    public bool Holds(IReadOnlyDictionary<string, string> headers)
    {
        if (!headers.TryGetValue(Name, out var value))
        {
            return false;
        }

        if (Patterns.Count > 0 && GlobPattern.First(Patterns, value.ToLowerInvariant()) >= 0)
        {
            return true;
        }

        for (var i = 0; i < Expressions.Count; i++)
        {
            if (Expressions[i].IsMatch(value))
            {
                return true;
            }
        }

        return false;
    }
}
