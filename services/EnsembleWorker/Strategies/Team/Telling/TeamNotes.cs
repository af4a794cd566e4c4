using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Telling;

/// <summary>What the log of a team says while it works. Pure.</summary>
internal static class TeamNotes
{
    public const string NotExecuted = "not_executed";

    public static RunNote Lead(TeamSetting setting, TeamState state, StepResult result)
    {
        if (!result.IsCompleted)
        {
            return StepNotes.Failure(result, new { role = RoleFields.LeadName });
        }

        var (choice, _) = LeadAnswer.Read(result.Text, TeamRule.Offered(setting, state), setting.Names);
        return new RunNote(
            EventNames.DiscussionUpdate,
            PayloadJson.Of(
                new
                {
                    result.Step,
                    role = RoleFields.LeadName,
                    result.Model,
                    result.Replica,
                    result.Simulated,
                    state.Turn,
                    choice = choice?.Choice,
                    instruction = Cut(setting, choice?.Instruction ?? ""),
                    content = Cut(setting, choice is null ? result.Text : choice.Answer),
                    result.Reason,
                    result.Replaced,
                }
            )
        );
    }

    public static RunNote Member(TeamSetting setting, TeamCall call, StepResult result)
    {
        var role = call.Role.Name;
        if (!result.IsCompleted)
        {
            return StepNotes.Failure(result, new { role });
        }

        if (!result.HasText)
        {
            return StepNotes.Empty(result, new { role });
        }

        return RoleKinds.IsExecution(call.Role.Kind)
            ? new RunNote(EventNames.ExecutionResult, PayloadJson.Of(Execution(setting, call, result)))
            : new RunNote(EventNames.DiscussionUpdate, PayloadJson.Of(Discussion(setting, call, result)));
    }

    /// <summary>A written answer is told by the run's end.</summary>
    public static RunNote? Final(StepResult result) =>
        result.IsCompleted ? null : StepNotes.Failure(result, new { role = RoleFields.LeadName });

    public static RunNote Question(string question) => new(EventNames.Question, PayloadJson.Of(new { question }));

    /// <summary>A part of the work as text: whoever reads "execution_result" must not take it for carried out.</summary>
    private static object Execution(TeamSetting setting, TeamCall call, StepResult result)
    {
        var said = MemberText.Of(result.Text, call.Role.Name, setting.Names);
        return new
        {
            result.Step,
            role = call.Role.Name,
            result.Model,
            result.Replica,
            result.Simulated,
            call.Turn,
            content = Cut(setting, result.Text),
            finish_reason = result.Reason,
            tests_passed = (bool?)null,
            committed = (bool?)null,
            reason = NotExecuted,
            claims_execution = ExecutionClaims.IsIn(result.Text),
            messages_to = said.Messages.Select(message => message.To).Distinct(),
            remembered = said.Notes.Select(note => note.Key),
            unknown_roles = said.Unknown,
            result.Replaced,
        };
    }

    private static object Discussion(TeamSetting setting, TeamCall call, StepResult result)
    {
        var said = MemberText.Of(result.Text, call.Role.Name, setting.Names);
        var review = call.WantsVerdict ? ReviewAnswer.Read(result.Text, setting.Limits) : null;
        return new
        {
            result.Step,
            role = call.Role.Name,
            result.Model,
            result.Replica,
            result.Simulated,
            call.Turn,
            content = Cut(setting, result.Text),
            result.Reason,
            approved = review?.IsApproved,
            problems = review?.Problems ?? [],
            messages_to = said.Messages.Select(message => message.To).Distinct(),
            remembered = said.Notes.Select(note => note.Key),
            unknown_roles = said.Unknown,
            result.Replaced,
        };
    }

    private static string Cut(TeamSetting setting, string text) =>
        CutText.Middle(text, setting.Limits.MaxEventCharacters);
}
