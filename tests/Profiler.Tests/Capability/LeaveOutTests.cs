using System.Globalization;
using Orchestrator.Profiler.Capability;
using Orchestrator.Testing;
using Xunit.Abstractions;

namespace Orchestrator.Profiler.Tests.Capability;

public sealed class LeaveOutTests(ITestOutputHelper output)
{
    /// <summary>What a straight line over the logarithm of the parameters, per ranking, makes of the same figures.</summary>
    private static readonly AbilityVariances _sizeOnly = new()
    {
        SizeDomain = 0,
        SizeLanguage = 0,
        Bend = 0,
        Age = 0,
        Thinking = 0,
        ThinkingDomain = 0,
        Vendor = 0,
        VendorLanguage = 0,
        Family = 0,
        FamilyDomain = 0,
        FamilyLanguage = 0,
        Model = 0,
        ModelDomain = 0,
        Noise = 0.3,
    };

    [Theory]
    [InlineData("model")]
    [InlineData("family")]
    public void Interpolation_is_at_least_a_fifth_nearer_to_left_out_figures_than_parameters_alone(string group)
    {
        var (full, baseline) = (Run(AbilityVariances.Fitted, group), Run(_sizeOnly, group));

        Assert.True(full.PointsOff < 0.8 * baseline.PointsOff, $"{full} against {baseline}");
    }

    [Theory]
    [InlineData("model")]
    [InlineData("family")]
    public void Intervals_of_80_percent_hold_about_as_many_of_the_left_out_figures(string group) =>
        Assert.InRange(Run(AbilityVariances.Fitted, group).CoverageOf80, 0.75, 0.95);

    [Fact]
    public void The_document_states_the_measured_figures()
    {
        var document = File.ReadAllText(Repository.PathOf("docs", "models.md"));
        string[] rows =
        [
            Row("a model, by all that is known", Run(AbilityVariances.Fitted, "model")),
            Row("a model, by parameters alone", Run(_sizeOnly, "model")),
            Row("a family, by all that is known", Run(AbilityVariances.Fitted, "family")),
            Row("a family, by parameters alone", Run(_sizeOnly, "family")),
        ];

        Assert.All(rows, row => Assert.Contains(row, document));
    }

    private string Row(string name, LeaveOutResult result)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {result.Count} | {result.PointsOff:0.0} | {100 * result.CoverageOf80:0} % |"
        );
        output.WriteLine(row);
        return row;
    }

    private static LeaveOutResult Run(AbilityVariances variances, string group) =>
        LeaveOut.Run(variances, figure => group == "model" ? figure.Tag : figure.Model.Family);
}
