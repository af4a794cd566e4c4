using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Terms;

/// <summary>Puts what the caller's headers say, and who it is, to its question.</summary>
internal sealed class CallerTerms(CallerTenant tenant, ForwardedHeaders forwarded)
{
    public Question Apply(HttpContext context, Question question, FieldProblems problems)
    {
        var headers = context.Request.Headers;
        var terms = TermsHeaders.Read(headers, problems) with
        {
            Tenant = tenant.Of(context),
            Headers = forwarded.Of(headers),
        };
        return (question with { Terms = terms }).WithStrategy(headers, problems);
    }
}
