using System.Globalization;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Prompts;

/// <summary>What the lead is asked at each turn. Pure.</summary>
internal static class LeadPrompt
{
    /// <summary>Earlier turns that the lead is told of, and characters of each instruction.</summary>
    private const int TurnsMax = 20;
    private const int InstructionCharacters = 200;
    private const int AboutCharacters = 200;

    private const string Task = """
        Members whom you may call, each with what it does:
        {members}
        Nothing can be executed: there are no tools, and all members only write text. Never say that something was run,
        tested, committed or deployed.
        This is turn {turn} of {turns}. Decide what happens now, and answer with one JSON object and nothing else:
        {"choice": one of {choices}, "instruction": text, "answer": text}
        With a member as choice, "instruction" is its task: it sees the conversation, the notes and the others' latest work.
        With "ask_user", "instruction" is the question, in the language of the user's last message; ask only what the team
        cannot decide. With "finish", "answer" says in short what the user is to be told. Leave what is not needed empty.
        """;

    private const string Repair =
        "That cannot be used. {problem} Answer with one JSON object of the given form and with nothing else.";

    public static IReadOnlyList<Message> Of(TeamSetting setting, TeamState state, TeamNext.AskLead asked)
    {
        var material = new TeamMaterial(setting.Limits)
            .Add("turns so far", string.Join('\n', state.Works.TakeLast(TurnsMax).Select(Turn)))
            .AddMemory(state)
            .AddWork(state)
            .AddProblems(state)
            .AddMessages(state.Inboxes.Of(RoleFields.LeadName));
        var system = material.Under($"{setting.Roster.Lead.Prompt}\n{Instruction(setting, state)}");
        var messages = TeamConversation.Of(setting, state, system);
        return asked.Problem is null
            ? messages
            :
            [
                .. messages,
                new Message { Role = TeamState.Assistant, Content = asked.Broken },
                new Message
                {
                    Role = TeamState.User,
                    Content = Repair.Replace("{problem}", asked.Problem, StringComparison.Ordinal),
                },
            ];
    }

    private static string Instruction(TeamSetting setting, TeamState state)
    {
        var offered = TeamRule.Offered(setting, state);
        var members = setting.Roster.Roles.Where(role => offered.Contains(role.Name, StringComparer.Ordinal));
        var choices = offered.Append(LeadChoice.Finish).Append(LeadChoice.AskUser).Select(name => $"\"{name}\"");
        return Task.Replace("{members}", string.Join('\n', members.Select(About)), StringComparison.Ordinal)
            .Replace("{turn}", Text(state.Turn), StringComparison.Ordinal)
            .Replace("{turns}", Text(state.TurnLimit), StringComparison.Ordinal)
            .Replace("{choices}", string.Join(", ", choices), StringComparison.Ordinal);
    }

    private static string About(TeamRole role) =>
        $"- {role.Name}: {CutText.Middle(role.Prompt.ReplaceLineEndings(" "), AboutCharacters)}";

    private static string Turn(TeamWork work)
    {
        var outcome = work switch
        {
            { HasText: false } => $"failed ({(work.Result.IsCompleted ? "no text" : work.Result.Cause)})",
            { Review.IsApproved: true } => "approved",
            { Review.IsApproved: false } => $"sent back with {Text(work.Review.Problems.Count)} problems",
            _ => "done",
        };
        return $"turn {Text(work.Turn)}, {work.Role.Name}, {outcome}: {CutText.Middle(work.Instruction, InstructionCharacters)}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
