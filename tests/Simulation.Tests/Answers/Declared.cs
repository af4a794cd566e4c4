using System.Text.Json;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Tests.Bank;

namespace Orchestrator.Simulation.Tests.Answers;

/// <summary>Asks with a schema, in a world whose abilities the test sets.</summary>
internal static class Declared
{
    /// <summary>A world in which every model always answers and judges rightly, without bias.</summary>
    public static SkillRanges Perfect { get; } = Ranges(skill: 1, accuracy: 1, bias: 0);

    public static SkillRanges Ranges(double skill, double accuracy, double bias) =>
        new()
        {
            Skill = new ProbabilityRange(skill, skill),
            JudgeAccuracy = new ProbabilityRange(accuracy, accuracy),
            PositionBias = new ProbabilityRange(bias, bias),
        };

    public static JsonElement Ask(string schema, SkillRanges ranges, params PromptMessage[] messages)
    {
        using var parsed = JsonDocument.Parse(schema);
        var answer = AnswerPlanner.Plan(
            new AnswerRequest
            {
                Model = SimulatedModels.Of(8),
                Messages = [.. messages],
                Schema = parsed.RootElement,
                World = new SkillWorld(1, ranges),
                TokensMax = 100_000,
            }
        );
        return JsonDocument.Parse(string.Concat(answer.Content)).RootElement;
    }

    public static JsonElement Ask(string schema, SkillRanges ranges, string prompt) =>
        Ask(schema, ranges, new PromptMessage("user", prompt));

    /// <summary>{"type":"object"} with one property of this schema.</summary>
    public static string Object(string name, string schema) =>
        $$$"""{"type":"object","properties":{"{{{name}}}": {{{schema}}} } }""";
}
