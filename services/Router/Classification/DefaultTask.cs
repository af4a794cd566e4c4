namespace Orchestrator.Router.Classification;

/// <summary>What a request is taken for when nothing in it says what it is.</summary>
internal static class DefaultTask
{
    // A longer text that asks for nothing is hardly small talk.
    private const int SmallTalkChars = 80;

    public static TaskType For(string text, double[] weights)
    {
        var talk = weights[(int)TaskType.ConversationRoleplay];
        var question = weights[(int)TaskType.QuestionAnswering];
        if (talk != question)
        {
            return talk > question ? TaskType.ConversationRoleplay : TaskType.QuestionAnswering;
        }

        var isShort = text.Length is > 0 and <= SmallTalkChars;
        return isShort && !text.Contains('?', StringComparison.Ordinal)
            ? TaskType.ConversationRoleplay
            : TaskType.QuestionAnswering;
    }
}
