using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Estimates;

/// <summary>
/// How long an answer will be, before anything is known of it: a typical length of its task, bounded by what the client
/// asks for. Pure.
/// </summary>
/// <remarks>
/// The lengths are guesses, of the right size rather than right: they only have to order calls by the work that they
/// bring. Learning's figures are to take their place.
/// </remarks>
internal static class OutputEstimate
{
    /// <summary>What a model thinks before it answers, when it was asked to; several times that is not rare.</summary>
    private const int ThinkingTokens = 800;

    /// <summary>Of a translation for each token of its prompt: instructions are not translated, scripts differ.</summary>
    private const double TranslatedPerToken = 0.9;

    private const double SummarizedPerToken = 0.2;

    /// <param name="promptTokens">Estimated.</param>
    public static int Tokens(RouteInput input, TaskType task, int promptTokens)
    {
        var tokens = OfTask(task, promptTokens) + (input.WantsThinking ? ThinkingTokens : 0);
        return input.MaxTokens > 0 ? Math.Min(tokens, input.MaxTokens) : tokens;
    }

    private static int OfTask(TaskType task, int promptTokens) =>
        task switch
        {
            TaskType.Code => 500,
            TaskType.Math => 400,
            TaskType.Reasoning => 500,
            TaskType.Translation => Of(promptTokens, TranslatedPerToken, least: 32, most: 4096),
            TaskType.CreativeWriting => 700,
            TaskType.SummarizationExtraction => Of(promptTokens, SummarizedPerToken, least: 64, most: 500),
            TaskType.QuestionAnswering => 250,
            TaskType.ConversationRoleplay => 150,
            TaskType.ToolAgentic => 120,
            TaskType.Planning => 600,
            _ => 256,
        };

    private static int Of(int promptTokens, double perToken, int least, int most) =>
        (int)Math.Clamp(promptTokens * perToken, least, most);
}
