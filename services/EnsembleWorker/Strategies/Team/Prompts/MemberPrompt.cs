using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Prompts;

/// <summary>What a role is asked. Pure.</summary>
internal static class MemberPrompt
{
    private const string Shared = """
        Nothing can be executed: there are no tools, and you only write text. Never say that something was run, tested,
        committed or deployed.
        Answer in the language of the user's last message.
        """;

    private const string Between = """
        To tell another member something, write a line that begins with @ and its name: {names}.
        To keep a fact for the whole team, write a line "remember <key>: <text>".
        Your task in this turn is quoted under "your task".
        """;

    private const string Verdict = """
        Answer with one JSON object and nothing else: {"verdict": "approve" or "revise", "problems": ["…", …]}.
        "approve" has no problems; "revise" names each problem that has to be solved.
        """;

    private const string Empty = "Your last answer had no text, or did not come. Answer with text.";

    public static IReadOnlyList<Message> Of(TeamSetting setting, TeamState state, TeamCall call)
    {
        var parts = new List<string> { $"You are the {call.Role.Name} of a small team.", call.Role.Prompt, Shared };
        if (!call.IsDirect)
        {
            parts.Add(Between.Replace("{names}", Names(setting, call), StringComparison.Ordinal));
        }

        if (call.WantsVerdict)
        {
            parts.Add(Verdict);
        }

        if (call.Try > 0)
        {
            parts.Add(Empty);
        }

        return TeamConversation.Of(setting, state, Material(setting, state, call).Under(string.Join('\n', parts)));
    }

    private static string Names(TeamSetting setting, TeamCall call) =>
        string.Join(
            ", ",
            setting.Roster.Roles.Where(role => role != call.Role).Select(role => $"@{role.Name}").Append("@lead")
        );

    private static TeamMaterial Material(TeamSetting setting, TeamState state, TeamCall call)
    {
        var task = call.Instruction.Length > 0 ? call.Instruction : DefaultPlan.Instruction;
        return new TeamMaterial(setting.Limits)
            .AddMemory(state)
            .AddWork(state)
            .AddProblems(state)
            .AddMessages(state.Inboxes.Of(call.Role.Name))
            .Add("your task", task);
    }
}
