using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Selection;

/// <summary>
/// Which model families are made for what, best first: what their makers say of them, until measurements say better.
/// </summary>
internal static class DefaultPreferences
{
    public static readonly IReadOnlyDictionary<TaskType, string[]> ByTask = new Dictionary<TaskType, string[]>
    {
        [TaskType.Code] =
        [
            "*qwen3-coder*",
            "*coder*",
            "*devstral*",
            "*codestral*",
            "*codegemma*",
            "*starcoder*",
            "*codellama*",
            "*gpt-oss*",
            "*qwen3*",
        ],
        [TaskType.Math] = ["*math*", "*deepseek-r1*", "*qwq*", "*reasoning*", "*gpt-oss*", "*qwen3*", "*phi4*"],
        [TaskType.Reasoning] =
        [
            "*deepseek-r1*",
            "*qwq*",
            "*reasoning*",
            "*gpt-oss*",
            "*magistral*",
            "*qwen3*",
            "*phi4*",
        ],
        [TaskType.Planning] = ["*gpt-oss*", "*qwen3*", "*deepseek-r1*", "*llama3*"],
        [TaskType.ToolAgentic] = ["*gpt-oss*", "*qwen3*", "*qwen2.5*", "*mistral*", "*llama3*"],
        [TaskType.Translation] = ["*translate*", "*exaone*", "*aya*", "*gemma3*", "*qwen*"],
        [TaskType.CreativeWriting] = ["*gemma*", "*mistral*", "*llama3*", "*qwen*"],
        [TaskType.ConversationRoleplay] = ["*llama3*", "*gemma*", "*mistral*", "*exaone*"],
    };

    /// <summary>Families that are known for good Korean.</summary>
    public static readonly string[] Korean =
    [
        "*exaone*",
        "*hyperclova*",
        "*kanana*",
        "*midm*",
        "*solar*",
        "*korean*",
        "*eeve*",
        "*bllossom*",
        "*qwen*",
        "*gemma3*",
        "*aya*",
    ];

    /// <summary>Specialists: outside of their task another model is the better one.</summary>
    public static readonly (string Pattern, TaskType? Task)[] Specialists =
    [
        ("*coder*", TaskType.Code),
        ("*codellama*", TaskType.Code),
        ("*starcoder*", TaskType.Code),
        ("*codegemma*", TaskType.Code),
        ("*codestral*", TaskType.Code),
        ("*devstral*", TaskType.Code),
        ("*math*", TaskType.Math),
        ("*translate*", TaskType.Translation),
        ("*guard*", null),
        ("*shield*", null),
        ("*rerank*", null),
        ("*-base*", null),
        ("*sqlcoder*", null),
    ];
}
