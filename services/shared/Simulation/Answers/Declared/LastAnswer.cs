using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>The answer that a prompt wants checked: after the question, else anywhere beside it, else the last reply.</summary>
internal static class LastAnswer
{
    public static Candidate? Of(Question question, BankPrompt prompt)
    {
        foreach (var text in (ReadOnlySpan<string>)[prompt.After, prompt.Rest, prompt.LastReply])
        {
            if (AnswerForms.IsRight(question, text) is { } isRight)
            {
                return new Candidate(text.Trim(), isRight);
            }
        }

        return null;
    }
}
