using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>Reason codes in words that end a sentence with "because".</summary>
internal static class EnglishReasons
{
    public static readonly IReadOnlyDictionary<string, string> Model = new Dictionary<string, string>
    {
        [ChoiceReasons.NextModel] = "the better models cannot answer now",
        ["requested"] = "the request names it",
        [ModelReasons.Fallback] = "the model that was asked for cannot be used and the configuration names it instead",
        [ModelReasons.RuleForces] = "an operator's rule wants it for this request",
        [ModelReasons.RulePrefers] = "an operator's rule prefers it for this request",
        [ModelReasons.Role] = "the configuration names it for this role",
        [ModelReasons.RoleUnmapped] = "the configuration does not know the role, so the aim decided",
        [ModelReasons.BelowFloor] = "all models that can answer are expected to be below the quality that is wanted",
        [ModelReasons.Explored] = "another model than the best one was tried this time, to learn more of it",
        ["preferred"] = "the configuration prefers it for this task",
        [ModelReasons.OptimalFor] = "an operator has marked it as best for this task",
        [ModelReasons.HighPriority] = "an operator gave it a high priority",
        ["task_code"] = "its family is made for code",
        ["task_math"] = "its family is strong at mathematics",
        ["task_reasoning"] = "its family is strong at reasoning",
        ["task_translation"] = "its family is strong at translation",
        ["task_creative_writing"] = "its family writes well",
        ["task_summarization_extraction"] = "its family is good at summaries",
        ["task_question_answering"] = "its family is good at answering questions",
        ["task_conversation_roleplay"] = "its family is good at conversation",
        ["task_tool_agentic"] = "its family is good at calling tools",
        ["task_planning"] = "its family is good at planning",
        ["language_ko"] = "its family is good at Korean",
        ["large"] = "it is a large model and quality was asked for",
        ["small"] = "it is a small model and speed or cost was asked for",
        ["general"] = "it has the best balance of size and readiness",
    };

    public static readonly IReadOnlyDictionary<string, string> Replica = new Dictionary<string, string>
    {
        [ChoiceReasons.Resident] = "the model is in memory there",
        [ChoiceReasons.FreeSlot] = "a slot is free",
        [ChoiceReasons.Planned] = "the plan keeps the model there",
        [ChoiceReasons.Idle] = "nothing else runs there",
        [ChoiceReasons.OnlyReplica] = "no other replica can take it",
        [ChoiceReasons.Soonest] = "it is expected to have answered first",
        [ChoiceReasons.PrefixCached] = "it has answered what begins like this",
        [ChoiceReasons.FailedBefore] = "all others are out, although it has failed before",
        [ChoiceReasons.Degraded] = "no replica that is well can take it",
        [ChoiceReasons.Simulated] = "only simulated replicas have it (no real model answers)",
    };

    public static string Ability(string ability) =>
        ability switch
        {
            "tools" => "calling tools",
            "vision" => "reading images",
            "thinking" => "thinking before it answers",
            _ => "answering in text",
        };
}
