using System.Text;
using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Tests.Native;

public sealed class NewRunMappingTests
{
    [Theory]
    [InlineData("""{"strategy":"magic","prompt":"Hi"}""", "strategy")]
    [InlineData("""{"strategy":"debate","model":"m:8b","prompt":"Hi"}""", "strategy")]
    [InlineData("""{"prompt":"Hi","messages":[]}""", "prompt")]
    [InlineData("""{"prompt":"Hi","budget":{"calls":0}}""", "budget.calls")]
    [InlineData("""{"prompt":"Hi","budget":{"tokens":-1}}""", "budget.tokens")]
    [InlineData("""{"prompt":"Hi","budget":{"gpu_seconds":0}}""", "budget.gpu_seconds")]
    [InlineData("""{"prompt":"Hi","budget":{"wall_time_seconds":1e9}}""", "budget.wall_time_seconds")]
    [InlineData("""{"prompt":"Hi","deadline_seconds":0}""", "deadline_seconds")]
    [InlineData("""{"prompt":"Hi","members":-1}""", "members")]
    [InlineData("""{"prompt":"Hi","models":[]}""", "models")]
    [InlineData("""{"prompt":"Hi","models":["auto"]}""", "models[0]")]
    [InlineData("""{"prompt":"Hi","models":["a:1",null]}""", "models[1]")]
    [InlineData("""{"prompt":"Hi","stream":true}""", "stream")]
    [InlineData("""{"prompt":"Hi","tools":[{"type":"function"}]}""", "tools")]
    [InlineData("""{"prompt":"Hi","model":"workflow:a","workflow":"b"}""", "workflow")]
    [InlineData("{}", "messages")]
    public void What_is_wrong_names_its_field(string json, string field)
    {
        var (run, _) = WireReader.Read(Encoding.UTF8.GetBytes(json), NativeJson.Default.NewRun);
        Assert.NotNull(run);
        var problems = new FieldProblems();

        NewRunMapping.ToQuestion(run, problems);
        NewRunMapping.ToTerms(run, problems);

        Assert.Equal(field, problems.ToError().Problems[0].Field);
    }

    [Theory]
    [InlineData("""{"prompt":"Hi","strategy":"workflow","workflow":"second-opinion"}""", "workflow:second-opinion")]
    [InlineData("""{"prompt":"Hi","model":"workflow:latest","workflow":"Polished"}""", "workflow:polished")]
    [InlineData("""{"prompt":"Hi","model":"workflow:polished","workflow":"polished"}""", "workflow:polished")]
    [InlineData("""{"prompt":"Hi","strategy":"workflow"}""", "workflow")]
    [InlineData("""{"prompt":"Hi","strategy":"debate","workflow":"polished"}""", "debate")]
    public void The_router_hears_which_workflow_is_meant(string json, string model)
    {
        var (run, _) = WireReader.Read(Encoding.UTF8.GetBytes(json), NativeJson.Default.NewRun);
        var problems = new FieldProblems();

        var question = NewRunMapping.ToQuestion(run!, problems);

        Assert.False(problems.Any);
        Assert.Equal(model, question.Model);
    }
}
