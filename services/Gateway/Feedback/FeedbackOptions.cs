using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Gateway.Feedback;

public sealed class FeedbackOptions
{
    public const string SectionName = "Gateway:Feedback";

    /// <summary>Time for Learning to say that a feedback is stored; later is answered with 503.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
