namespace Orchestrator.Router.Classification;

/// <summary>What a request is about. The order is the order of <see cref="TaskNames"/>.</summary>
internal enum TaskType
{
    Code,
    Math,
    Reasoning,
    Translation,
    CreativeWriting,
    SummarizationExtraction,
    QuestionAnswering,
    ConversationRoleplay,
    ToolAgentic,
    Planning,
}

/// <summary>Task types as they are written on the wire, in options and in labels of metrics.</summary>
internal static class TaskNames
{
    private static readonly string[] _names =
    [
        "code",
        "math",
        "reasoning",
        "translation",
        "creative_writing",
        "summarization_extraction",
        "question_answering",
        "conversation_roleplay",
        "tool_agentic",
        "planning",
    ];

    public static IReadOnlyList<string> All => _names;

    public static int Count => _names.Length;

    /// <returns>-1 for a name that is none.</returns>
    public static int IndexOf(string name) => Array.IndexOf(_names, name);

    public static string Of(TaskType task) => _names[(int)task];
}
