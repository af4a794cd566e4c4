using Orchestrator.Files;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Reads a step that is one model call.</summary>
internal static class ModelStepFields
{
    /// <summary>For a step that says only what the model is for.</summary>
    public const string DefaultModel = "auto:quality";

    private const int RoleCharactersMax = 64;
    private const int ModelCharactersMax = 512;
    private const int InsteadMax = 16;
    private const int MaxTokensMax = 10_000_000;
    private const double TemperatureMax = 2;
    private const double TimeoutSecondsMax = 86_400;

    private static readonly UnitScale _duration = new(
        "a duration such as 90s or 5min",
        [("h", 3600), ("min", 60), ("m", 60), ("s", 1), ("", 1)]
    );

    private static readonly string[] _strategies =
    [
        "single",
        "cascade",
        "ensemble",
        "debate",
        "decompose",
        "refine",
        "team",
        "workflow",
    ];

    public static IReadOnlyList<string> Names { get; } =
    ["model", "role", "prompt", "schema", "temperature", "max_tokens", "timeout", "instead"];

    public static StepDraft Read(string id, List<StepReference> needs, YamlFields fields, WorkflowOptions options)
    {
        var prompt = Prompt(fields["prompt"].Needed(), options);
        var shown = prompt.Steps.Select(step => new StepReference(step, fields["prompt"], WantsText: true)).ToList();
        var timeout = fields["timeout"].Quantity(_duration, 1, TimeoutSecondsMax);
        if (fields.Present("model", "role").Count == 0)
        {
            fields.Self.Problem("needs a model or a role");
        }

        var step = new WorkflowStep.Model(id, StepFields.IdsOf([.. needs, .. shown]), prompt)
        {
            ModelName = Model(fields["model"]) ?? DefaultModel,
            Role = fields["role"].Text(RoleCharactersMax) ?? "",
            Schema = Schema(fields["schema"], options),
            Temperature = fields["temperature"].Number(0, TemperatureMax),
            MaxTokens = fields["max_tokens"].Whole(1, MaxTokensMax),
            Timeout = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Instead = Instead(fields["instead"]),
        };
        return new StepDraft(step, fields.Self, [.. needs, .. shown]);
    }

    // A prompt has several lines, which other texts of a file may not have.
    private static PromptTemplate Prompt(YamlField field, WorkflowOptions options)
    {
        var text = field.Scalar is { IsNull: false } scalar ? scalar.Text.Trim() : "";
        if (
            text.Length == 0
            || text.Length > options.MaxPromptCharacters
            || text.Any(letter => letter is not ('\n' or '\t') && char.IsControl(letter))
        )
        {
            YamlValues.Wrong<string>(field, $"text of 1 to {options.MaxPromptCharacters} characters");
            return PromptTemplate.Empty;
        }

        var (template, problem) = PromptTemplate.Parse(text);
        if (template is null)
        {
            field.Problem(problem);
        }

        return template ?? PromptTemplate.Empty;
    }

    private static string? Schema(YamlField field, WorkflowOptions options)
    {
        if (!field.IsThere)
        {
            return null;
        }

        if (!field.IsMapping)
        {
            return YamlValues.Wrong<string>(field, "a JSON schema, as a mapping");
        }

        var text = YamlJson.Of(field);
        return text.Length <= options.MaxPromptCharacters
            ? text
            : YamlValues.Wrong<string>(field, $"at most {options.MaxPromptCharacters} characters of JSON");
    }

    private static List<string>? Instead(YamlField field) =>
        !field.IsThere ? null
        : field.IsEmptyList ? []
        : [.. (field.IsList ? field.Items(InsteadMax) : [field]).Select(Model).OfType<string>()];

    private static string? Model(YamlField field)
    {
        if (field.Text(ModelCharactersMax) is not { } name)
        {
            return null;
        }

        var bare = name.Split(':')[0];
        return _strategies.Contains(bare, StringComparer.OrdinalIgnoreCase)
                ? YamlValues.Wrong<string>(field, "one model; a step cannot be a strategy of several calls")
            : ModelId.TryParse(name, out _) ? name
            : YamlValues.Wrong<string>(field, "a model's name");
    }
}
