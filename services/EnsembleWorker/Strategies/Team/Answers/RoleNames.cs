using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>Whom an @ means. Pure.</summary>
internal sealed class RoleNames
{
    private const char FirstHangul = '가';
    private const char LastHangul = '힣';

    /// <summary>Characters behind an @ that are looked at.</summary>
    private const int LengthMax = 2 * RosterLimits.NameCharactersMax;

    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public RoleNames(Roster roster)
    {
        _names[RoleFields.LeadName] = RoleFields.LeadName;
        foreach (var role in roster.Roles)
        {
            foreach (var name in role.Aliases.Prepend(role.Name))
            {
                _names.TryAdd(name, role.Name);
            }
        }
    }

    /// <returns>What may be a name at this place, right behind an @; empty when nothing may.</returns>
    public static string WordAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LengthMax && IsOfName(text[end]))
        {
            end++;
        }

        return text[at..end];
    }

    /// <returns>The role's name; null for nobody. "@coder에게" and "@코더는" mean the coder: particles are no part of a name.</returns>
    public string? Find(string word)
    {
        if (_names.TryGetValue(word.TrimEnd('-', '_'), out var exact))
        {
            return exact;
        }

        return _names
            .Where(name => IsWithParticle(word, name.Key))
            .OrderByDescending(name => name.Key.Length)
            .Select(name => name.Value)
            .FirstOrDefault();
    }

    private static bool IsWithParticle(string word, string name) =>
        word.Length > name.Length
        && word.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && word[name.Length] is >= FirstHangul and <= LastHangul;

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-';
}
