using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Team.Rule;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Prompts;

/// <summary>The conversation with the user as a member sees it: as it came, and what was said during the run. Pure.</summary>
internal static class TeamConversation
{
    public static IReadOnlyList<Message> Of(TeamSetting setting, TeamState state, string system) =>
        [
            new Message { Role = "system", Content = system },
            .. setting.Request.Messages,
            .. state.Said.Select(line => new Message { Role = line.Speaker, Content = line.Text }),
        ];
}
