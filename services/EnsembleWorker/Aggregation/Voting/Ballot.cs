namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>One answer in a vote.</summary>
/// <param name="Member">The step that it comes from.</param>
/// <param name="Family">Models of one family err together; several answers of one model are of one family. Empty: the model's name.</param>
/// <param name="Text">The model's whole answer.</param>
/// <param name="Skill">Probability that the model is right on such a question, 0 to 1.</param>
internal sealed record Ballot(string Member, string Model, string Family, string Text, double Skill)
{
    /// <summary>Who speaks with one voice.</summary>
    public string Voice => Family.Length > 0 ? Family : Model;
}

/// <summary>A ballot that is not there yet.</summary>
/// <param name="Family">As of <see cref="Ballot.Voice"/>.</param>
internal sealed record BallotToCome(string Family, double Skill);
