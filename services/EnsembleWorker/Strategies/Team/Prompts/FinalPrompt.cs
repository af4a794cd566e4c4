using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Prompts;

/// <summary>What the lead is asked at the end: the answer for the user, from the work of the team. Pure.</summary>
internal static class FinalPrompt
{
    private const string Task = """
        You write the final answer to the user's last message from the work of your team, or by yourself if there is none.
        Give the result itself: whole code where code was asked for, as the coder wrote it, corrected where the review was
        right. Name problems that are still open. If an answer in a certain format was asked for, keep to that format.
        Nothing was executed: no test was run, nothing was committed or deployed, and you must not say or suggest it.
        Answer in the language of the user's last message. Speak to the user directly and mention neither the team nor
        this text.
        """;

    public static IReadOnlyList<Message> Of(TeamSetting setting, TeamState state)
    {
        var material = new TeamMaterial(setting.Limits)
            .AddMemory(state)
            .AddWork(state)
            .AddProblems(state)
            .Add("summary of the lead", state.LeadAnswer);
        return TeamConversation.Of(setting, state, material.Under(Task));
    }
}
