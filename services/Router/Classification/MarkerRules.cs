using static Orchestrator.Router.Classification.Marker;
using static Orchestrator.Router.Classification.TaskType;

namespace Orchestrator.Router.Classification;

/// <summary>
/// What each marker is worth: 1 a hint, 3 usual evidence, 5 strong, 7 an outright request. A request stands where its
/// language puts requests: first in an English sentence, last in a Korean one.
/// </summary>
internal static class MarkerRules
{
    private static readonly Dictionary<Marker, (TaskType Task, double Weight, double AsRequest)> _weights = new()
    {
        [Explain] = (QuestionAnswering, 1.5, 2.5),
        [Question] = (QuestionAnswering, 0.8, 2),
        [WeakQuestion] = (QuestionAnswering, 0.8, 0.8),
        [Musing] = (ConversationRoleplay, 0.5, 1),
        [Define] = (QuestionAnswering, 1.5, 3.5),
        [Translate] = (Translation, 3, 7.5),
        [TranslationNoun] = (Translation, 2, 3.5),
        [TargetLanguage] = (Translation, 1.5, 1.5),
        [HowToSay] = (Translation, 5, 6),
        [Summarize] = (SummarizationExtraction, 3, 7),
        [Extract] = (SummarizationExtraction, 2.5, 6),
        [SummaryNoun] = (SummarizationExtraction, 1.5, 2.5),
        [CodeVerb] = (Code, 2, 4),
        [CodeNoun] = (Code, 1.5, 1.5),
        [CodeStrong] = (Code, 4.5, 4.5),
        [ProgrammingLanguage] = (Code, 2, 2),
        [TargetProgrammingLanguage] = (Code, 5, 5.5),
        [CreativeNoun] = (CreativeWriting, 0.7, 1),
        [CreativeStrong] = (CreativeWriting, 3.5, 4.5),
        [MathVerb] = (TaskType.Math, 1.5, 3),
        [MathNoun] = (TaskType.Math, 1.5, 1.5),
        [MathStrong] = (TaskType.Math, 4, 4.5),
        [Counterfactual] = (Reasoning, 2.5, 4.5),
        [StepByStep] = (Reasoning, 2.5, 3),
        [Logic] = (Reasoning, 1.2, 1.2),
        [LogicStrong] = (Reasoning, 4.5, 5),
        [PlanVerb] = (Planning, 1, 5),
        [PlanNoun] = (Planning, 1.2, 1.2),
        [PlanStrong] = (Planning, 4.5, 5),
        [Persona] = (ConversationRoleplay, 0.4, 4.5),
        [Chat] = (ConversationRoleplay, 2, 3),
        [ToolWord] = (ToolAgentic, 1.5, 3),
        [ToolStrong] = (ToolAgentic, 5, 6),
    };

    /// <summary>Two markers in one breath, in either order: Korean puts the verb behind.</summary>
    public static readonly PairRule[] Pairs =
    [
        new(Make, CodeNoun, Code, 4),
        new(Make, ProgrammingLanguage, Code, 2),
        new(CodeVerb, CodeNoun, Code, 2),
        new(Make, CreativeNoun, CreativeWriting, 5),
        new(Make, CreativeStrong, CreativeWriting, 3),
        new(Make, PlanNoun, Planning, 3.5),
        new(Make, PlanStrong, Planning, 2),
        new(Make, SummaryNoun, SummarizationExtraction, 4.5),
        new(Extract, SummaryNoun, SummarizationExtraction, 2),
        new(MathVerb, MathNoun, TaskType.Math, 2.5),
        new(Translate, TargetProgrammingLanguage, Code, 6),
        new(Translate, CodeStrong, Code, 2),
        new(HowMany, StepByStep, Reasoning, 3),
        new(Question, Persona, ConversationRoleplay, 2),
    ];

    public static int MarkerCount { get; } = Enum.GetValues<Marker>().Length;

    public static bool TryGet(Mark mark, out TaskType task, out double weight)
    {
        if (!_weights.TryGetValue(mark.Marker, out var rule))
        {
            (task, weight) = (default, 0);
            return false;
        }

        task = rule.Task;
        weight = mark.IsRequest ? rule.AsRequest : rule.Weight;
        return true;
    }
}

/// <param name="First">Usually the verb.</param>
internal sealed record PairRule(Marker First, Marker Second, TaskType Task, double Weight)
{
    /// <summary>Characters that may lie between the two.</summary>
    public const int Reach = 60;
}
