using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orchestrator.Profiler.Capability;

internal static class TaskAbilities
{
    /// <summary>As the router names them.</summary>
    public static ImmutableArray<string> Tasks { get; } =
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

    /// <summary>English, Korean, and every other one.</summary>
    public static ImmutableArray<string> Languages { get; } = ["en", "ko", "other"];

    private static readonly FrozenDictionary<string, TaskMix> _mixes = new Dictionary<string, TaskMix>
    {
        ["code"] = new([("code", 1)], 0),
        ["math"] = new([("math", 1)], 0),
        ["reasoning"] = new([("science", 0.5), ("math", 0.25), ("knowledge", 0.25)], 0.02),
        // No benchmark of the table translates: what a model knows and how well it writes have to do.
        ["translation"] = new([("knowledge", 0.5), ("chat", 0.5)], 0.2),
        ["creative_writing"] = new([("chat", 1)], 0.1),
        ["summarization_extraction"] = new([("instructions", 0.5), ("knowledge", 0.25), ("chat", 0.25)], 0.1),
        ["question_answering"] = new([("knowledge", 1)], 0),
        ["conversation_roleplay"] = new([("chat", 0.8), ("instructions", 0.2)], 0.05),
        ["tool_agentic"] = new([("tools", 0.6), ("instructions", 0.4)], 0.05),
        ["planning"] = new([("instructions", 0.4), ("science", 0.3), ("tools", 0.3)], 0.1),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static TaskMix Of(string task) => _mixes[task];

    /// <summary>Translation between languages is asked of the languages that are not English, whatever the prompt's.</summary>
    public static string LanguageOf(string task, string language) =>
        task == "translation" && language == "en" ? "other" : language;
}
