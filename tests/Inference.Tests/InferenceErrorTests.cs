namespace Orchestrator.Inference.Tests;

public sealed class InferenceErrorTests
{
    private static InferenceError Error(string message) =>
        new(InferenceStage.Stream, InferenceCause.ReplicaFailed, message);

    [Fact]
    public void A_message_is_cut_at_its_limit_and_never_inside_a_character()
    {
        Assert.Equal(InferenceError.MaxMessageLength, Error(new string('x', 9999)).Message.Length);

        var cut = Error(new string('x', InferenceError.MaxMessageLength - 1) + "😀").Message;
        Assert.Equal(InferenceError.MaxMessageLength - 1, cut.Length);
    }

    [Fact]
    public void A_message_is_one_line_without_control_characters()
    {
        Assert.Equal("a  b c", Error("a\r\nb\u001bc").Message);
    }

    [Fact]
    public void Every_exception_of_a_call_becomes_a_value()
    {
        var known = Error("known");
        Assert.Same(known, InferenceError.From(new InferenceException(known), InferenceStage.Connect));

        var cancelled = InferenceError.From(new OperationCanceledException(), InferenceStage.FirstToken);
        Assert.Equal((InferenceStage.FirstToken, InferenceCause.Cancelled), (cancelled.Stage, cancelled.Cause));
    }
}
