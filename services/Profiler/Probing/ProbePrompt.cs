namespace Orchestrator.Profiler.Probing;

/// <summary>How a question is put. The form of the answer is asked for, so that a program can find it.</summary>
internal static class ProbePrompt
{
    public static string Of(ProbeQuestion question) =>
        question.Prompt
        + (
            question.Language == "ko"
                ? "\n\n마지막 줄은 \"답:\"으로 시작하고, 그 뒤에 답만 쓰세요."
                : "\n\nFinish with one line that begins with \"Answer:\" and holds nothing but the answer."
        );
}
