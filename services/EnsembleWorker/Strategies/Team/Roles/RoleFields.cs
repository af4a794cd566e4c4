using System.Text.RegularExpressions;
using Orchestrator.Files;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Roles;

/// <summary>Reads one role of the file. Null when something is wrong, which has been told then.</summary>
internal static partial class RoleFields
{
    public const string LeadName = "lead";

    /// <summary>Names that mean something else to the team.</summary>
    private static readonly string[] _reserved = [LeadName, "finish", "ask_user", "user", "final", "all"];

    private static readonly UnitScale _duration = new(
        "a duration such as 90s or 5min",
        [("h", 3600), ("min", 60), ("m", 60), ("s", 1), ("", 1)]
    );

    public static TeamRole? Lead(YamlField field) =>
        field.Fields("prompt", "model", "role", "timeout", "max_tokens", "temperature", "tools") is { } fields
            ? Rest(fields, LeadName, RoleKind.Lead)
            : null;

    public static TeamRole? Role(YamlField field)
    {
        var fields = field.Fields(
            "name",
            "kind",
            "aliases",
            "prompt",
            "model",
            "role",
            "timeout",
            "max_tokens",
            "temperature",
            "tools"
        );
        if (fields is null)
        {
            return null;
        }

        var name = Name(fields["name"].Needed());
        var kind = fields["kind"].IsThere ? RoleKinds.Read(fields["kind"]) : RoleKinds.OfName(name ?? "");
        var aliases = Aliases(fields["aliases"]);
        var role = Rest(fields, name ?? "", kind ?? RoleKind.Member);
        return name is null || role is null ? null : role with { Aliases = aliases };
    }

    private static TeamRole? Rest(YamlFields fields, string name, RoleKind kind)
    {
        Tools(fields["tools"]);
        var prompt = Prompt(fields["prompt"].Needed());
        var timeout = fields["timeout"].Quantity(_duration, 1, RosterLimits.TimeoutMax.TotalSeconds);
        var role = new TeamRole
        {
            Name = name,
            Kind = kind,
            Prompt = prompt ?? "",
            Model = Model(fields["model"]) ?? "",
            RouterRole = fields["role"].Text(RosterLimits.NameCharactersMax) ?? RoleKinds.NameOf(kind),
            Timeout = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            MaxTokens = fields["max_tokens"].Whole(1, RosterLimits.MaxTokensMax),
            Temperature = fields["temperature"].Number(0, RosterLimits.TemperatureMax),
        };
        return prompt is null ? null : role;
    }

    private static string? Name(YamlField field)
    {
        var name = field.Scalar?.Text ?? "";
        if (!RoleName().IsMatch(name))
        {
            return YamlValues.Wrong<string>(
                field,
                $"1 to {RosterLimits.NameCharactersMax} lower-case letters, digits, dashes or underscores, a letter first"
            );
        }

        return _reserved.Contains(name) ? YamlValues.Wrong<string>(field, "a name that the team does not use") : name;
    }

    private static List<string> Aliases(YamlField field)
    {
        var aliases = new List<string>();
        foreach (var item in field.Items(RosterLimits.AliasesMax))
        {
            var alias = item.Scalar?.Text ?? "";
            if (AliasName().IsMatch(alias) && !_reserved.Contains(alias))
            {
                aliases.Add(alias.ToLowerInvariant());
            }
            else
            {
                YamlValues.Wrong<string>(
                    item,
                    $"1 to {RosterLimits.NameCharactersMax} letters, digits, dashes or underscores, a letter first"
                );
            }
        }

        return aliases;
    }

    // A prompt has several lines, which other texts of a file may not have.
    private static string? Prompt(YamlField field)
    {
        var text = field.Scalar is { IsNull: false } scalar ? scalar.Text.Trim() : "";
        var isGood =
            text.Length is > 0 and <= RosterLimits.PromptCharactersMax
            && text.All(letter => letter is '\n' or '\t' || !char.IsControl(letter));
        return isGood
            ? text
            : YamlValues.Wrong<string>(field, $"text of 1 to {RosterLimits.PromptCharactersMax} characters");
    }

    private static string? Model(YamlField field)
    {
        var name = field.Text(RosterLimits.ModelCharactersMax);
        return name is null || ModelId.TryParse(name, out _) ? name : YamlValues.Wrong<string>(field, "a model's name");
    }

    private static void Tools(YamlField field)
    {
        if (field.IsThere && !field.IsEmptyList)
        {
            field.Problem("tools cannot be carried out yet; leave the list empty");
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_-]{0,31}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RoleName();

    [GeneratedRegex(@"^\p{L}[\p{L}0-9_-]{0,31}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AliasName();
}
