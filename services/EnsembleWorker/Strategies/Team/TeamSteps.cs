using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Prompts;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;
using Orchestrator.EnsembleWorker.Strategies.Team.Telling;

namespace Orchestrator.EnsembleWorker.Strategies.Team;

/// <summary>The model calls of a team. Pure.</summary>
internal static class TeamSteps
{
    public static StepOrder Lead(TeamSetting setting, TeamState state, TeamNext.AskLead asked)
    {
        var role = setting.Roster.Lead;
        var models = TeamModels.For(setting, state, role);
        return new StepOrder
        {
            Name = asked.Problem is null ? $"turn-{state.Turn}-lead" : $"turn-{state.Turn}-lead.repair",
            Model = models[0],
            Instead = [.. models.Skip(1)],
            Role = role.RouterRole,
            Messages = LeadPrompt.Of(setting, state, asked),
            JsonSchema = LeadAnswer.Schema(TeamRule.Offered(setting, state)),
            Sampling = RoleSampling.ForDecision(setting.Request, role),
            Limit = role.Timeout,
            Tell = result => TeamNotes.Lead(setting, state, result),
        };
    }

    public static StepOrder Member(TeamSetting setting, TeamState state, TeamCall call)
    {
        var models = TeamModels.For(setting, state, call.Role, call.Try);
        return new StepOrder
        {
            Name = call.Step,
            Model = models[0],
            Instead = [.. models.Skip(1)],
            Role = call.Role.RouterRole,
            Messages = MemberPrompt.Of(setting, state, call),
            JsonSchema = call.WantsVerdict ? ReviewAnswer.Schema : null,
            Sampling =
                call.IsDirect ? RoleSampling.ForAnswer(setting.Request, call.Role)
                : call.WantsVerdict ? RoleSampling.ForDecision(setting.Request, call.Role)
                : RoleSampling.ForWork(setting.Request, call.Role),
            Limit = call.Role.Timeout,
            IsAnswer = call.IsAnswer,
            Tell = result => TeamNotes.Member(setting, call, result),
        };
    }

    /// <summary>The answer to the user is sampled as the request says: its format and length are the user's.</summary>
    public static StepOrder Final(TeamSetting setting, TeamState state)
    {
        var role = setting.Roster.Lead;
        var models = TeamModels.For(setting, state, role);
        return new StepOrder
        {
            Name = "final",
            Model = models[0],
            Instead = [.. models.Skip(1)],
            Role = role.RouterRole,
            Messages = FinalPrompt.Of(setting, state),
            Limit = role.Timeout,
            IsAnswer = true,
            Tell = TeamNotes.Final,
        };
    }
}
