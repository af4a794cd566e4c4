using System.Text;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>Whom a user's message addresses by an @ at its beginning. Pure.</summary>
/// <param name="Calls">One per role, in their order; none for a message to the whole team.</param>
/// <param name="Unknown">A name at the very beginning that is nobody's; empty otherwise.</param>
internal sealed record UserAddress(IReadOnlyList<DirectCall> Calls, string Unknown)
{
    public static UserAddress Nobody { get; } = new([], "");

    /// <remarks>
    /// Later lines that begin with the @ of a role address that one. An @ that is nobody's counts at the very beginning only:
    /// further on it is a decorator, an annotation or somebody's handle.
    /// </remarks>
    public static UserAddress Of(string message, RoleNames names)
    {
        var text = message.TrimStart();
        if (!text.StartsWith('@') || RoleNames.WordAt(text, 1) is not { Length: > 0 } first)
        {
            return Nobody;
        }

        if (names.Find(first) is null)
        {
            return new UserAddress([], first);
        }

        var calls = new List<(string Role, StringBuilder Text)>();
        var open = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var (roles, rest) = Mentions(line, names);
            if (roles.Count > 0)
            {
                // Names without a text share that of the names that follow: "@coder\n@reviewer look at this".
                var isShared = open.Count > 0 && open.TrueForAll(role => calls.Exists(IsEmptyCallOf(role)));
                open = isShared ? [.. open.Union(roles)] : roles;
            }

            open.ForEach(role => Add(calls, role, rest));
        }

        // The lead is the whole team.
        return new UserAddress(
            [
                .. calls
                    .Where(call => call.Role != Roles.RoleFields.LeadName)
                    .Select(call => new DirectCall(call.Role, call.Text.ToString().Trim())),
            ],
            ""
        );
    }

    private static Predicate<(string Role, StringBuilder Text)> IsEmptyCallOf(string role) =>
        call => call.Role == role && call.Text.ToString().AsSpan().IsWhiteSpace();

    private static void Add(List<(string Role, StringBuilder Text)> calls, string role, string line)
    {
        var at = calls.FindIndex(call => call.Role == role);
        if (at < 0)
        {
            at = calls.Count;
            calls.Add((role, new StringBuilder()));
        }

        calls[at].Text.Append(line).Append('\n');
    }

    /// <summary>The roles at a line's beginning, and what follows them.</summary>
    private static (List<string> Roles, string Text) Mentions(string line, RoleNames names)
    {
        var roles = new List<string>();
        var rest = line;
        while (rest.StartsWith('@') && RoleNames.WordAt(rest, 1) is var word && names.Find(word) is { } role)
        {
            roles.Add(role);
            rest = rest[(1 + word.Length)..].TrimStart(' ', '\t', ',', ':', ';');
        }

        return ([.. roles.Distinct()], rest);
    }
}

/// <summary>What the user wants from one role.</summary>
internal sealed record DirectCall(string Role, string Text);
