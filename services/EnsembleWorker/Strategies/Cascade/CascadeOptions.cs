using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>The strategy "cascade": a cheap model first, a better one only where its answer is doubtful.</summary>
public sealed class CascadeOptions : IValidatableObject
{
    /// <summary>Models that are asked one after the other at most.</summary>
    [Range(1, 16)]
    public int Rungs { get; set; } = 3;

    /// <summary>Times that a model is asked when its answer is short enough to be compared, the first included; 1: its record alone counts.</summary>
    [Range(1, 16)]
    public int Samples { get; set; } = 3;

    /// <summary>Temperature of the further samples; a higher one of the request's own stays.</summary>
    [Range(0.05, 2.0)]
    public double SampleTemperature { get; set; } = 0.7;

    /// <summary>True: an answer that cannot be compared is judged by its own model. False: the model's record alone counts.</summary>
    public bool CheckOpenAnswers { get; set; } = true;

    /// <summary>Probability that a further sample says the same when the answer is right.</summary>
    [Range(0.01, 0.99)]
    public double AgreeWhenRight { get; set; } = 0.85;

    /// <summary>Probability that a further sample says the same when the answer is wrong: models repeat their mistakes.</summary>
    [Range(0.01, 0.99)]
    public double AgreeWhenWrong { get; set; } = 0.45;

    /// <summary>Probability that a model consents to its own answer when that is right.</summary>
    [Range(0.01, 0.99)]
    public double ConsentWhenRight { get; set; } = 0.85;

    /// <summary>Probability that a model consents to its own answer when that is wrong: models are lenient with themselves.</summary>
    [Range(0.01, 0.99)]
    public double ConsentWhenWrong { get; set; } = 0.45;

    /// <summary>Quality that one second of waiting is worth, where the request weighs neither time nor money.</summary>
    [Range(0, 10.0)]
    public double LatencyWeight { get; set; } = 0.005;

    /// <summary>Quality that one unit of money is worth, where the request weighs neither time nor money.</summary>
    [Range(0, 1_000_000.0)]
    public double CostWeight { get; set; } = 30;

    /// <summary>What a better model has to gain beyond its price.</summary>
    [Range(0, 1.0)]
    public double Margin { get; set; } = 0.02;

    /// <summary>Models that may take the place of one that fails on the last rung.</summary>
    [Range(0, 32)]
    public int MaxReplacements { get; set; } = 3;

    /// <summary>Characters of an answer that its model gets to see when it checks it; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxCheckedCharacters { get; set; } = 24_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AgreeWhenRight <= AgreeWhenWrong)
        {
            yield return new ValidationResult("AgreeWhenRight has to be more than AgreeWhenWrong.");
        }

        if (ConsentWhenRight <= ConsentWhenWrong)
        {
            yield return new ValidationResult("ConsentWhenRight has to be more than ConsentWhenWrong.");
        }
    }
}
