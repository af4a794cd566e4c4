namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>What the lead decides in one turn.</summary>
/// <param name="Choice">A role's name, or one of the two below.</param>
/// <param name="Instruction">What the role is to do, or what the user is asked.</param>
/// <param name="Answer">What the user is answered when the team finishes.</param>
internal sealed record LeadChoice(string Choice, string Instruction, string Answer)
{
    public const string Finish = "finish";
    public const string AskUser = "ask_user";

    /// <summary>What the user is asked; models put it into either field.</summary>
    public string Question => Instruction.Length > 0 ? Instruction : Answer;
}
