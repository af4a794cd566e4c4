using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

public sealed class RunModelTests
{
    [Fact]
    public void A_model_is_what_the_router_expects_of_it()
    {
        var request = new StartRunRequest
        {
            Models = { "a:7b", "b:3b", "A:7B" },
            Outlooks =
            {
                new ModelOutlook
                {
                    Model = "B:3b",
                    Family = "bee",
                    Quality = 0.7,
                    Resident = true,
                },
            },
        };

        var models = RunModel.Of(request);

        Assert.Equal(["a:7b", "b:3b"], models.Select(model => model.Name));
        Assert.Equal(("bee", 0.7, true), (models[1].Family, models[1].Quality, models[1].Resident));
        Assert.Equal((RunModel.UnknownQuality, RunModel.UnknownError), (models[0].Quality, models[0].QualityError));
    }

    [Theory]
    [InlineData("library/qwen2.5-coder:7b", "qwen")]
    [InlineData("Llama3.2:3b", "llama")]
    [InlineData("7b", "7b")]
    public void A_family_that_nobody_has_told_is_the_beginning_of_the_name(string name, string family) =>
        Assert.Equal(family, RunModel.Of(new StartRunRequest { Models = { name } })[0].Family);

    [Fact]
    public void Figures_that_are_none_are_taken_for_unknown()
    {
        var outlook = new ModelOutlook
        {
            Model = "a",
            Quality = double.NaN,
            QualityError = -1,
            LoadSeconds = double.PositiveInfinity,
        };

        var model = RunModel.Of(new StartRunRequest { Models = { "a" }, Outlooks = { outlook } })[0];

        Assert.Equal(
            (RunModel.UnknownQuality, RunModel.UnknownError, 0),
            (model.Quality, model.QualityError, model.LoadSeconds)
        );
    }
}
