using Amazon.Runtime.Internal.Transform;

namespace SessionLogging.Aws.Calls;

/// <summary>Stands before the handler that sends: no redirect is followed with the credentials, and no service is waited for without end.</summary>
internal sealed class AnswerGuard : PipelineHandler
{
    private const int MostRedirects = 3;

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        if (CallScope.Current is not { } call)
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }

        call.IsAnswered = false;
        Configure((ClientConfig)executionContext.RequestContext.ClientConfig, call.Limit);
        try
        {
            var answer = await AnsweredInTimeAsync<T>(executionContext, call.Limit).ConfigureAwait(false);
            call.IsAnswered = true;
            var response = executionContext.ResponseContext.HttpResponse;
            RefuseRedirect(executionContext, response, call);
            executionContext.ResponseContext.HttpResponse = Limited(response, executionContext, call);
            return answer;
        }
        catch (HttpErrorResponseException failure) when (failure.Response is { } response)
        {
            call.IsAnswered = true;
            RefuseRedirect(executionContext, response, call);
            throw new HttpErrorResponseException(failure.Message, failure.InnerException, Limited(response, executionContext, call));
        }
    }

    // Here rather than where this module makes its clients, since the SDK makes others for credentials.
    private static void Configure(ClientConfig config, TimeSpan limit)
    {
        config.AllowAutoRedirect = false;
        config.Timeout = limit;
    }

    // A time-out of ClientConfig does not reach asynchronous calls on .NET Framework.
    private async Task<T> AnsweredInTimeAsync<T>(IExecutionContext executionContext, TimeSpan limit)
        where T : AmazonWebServiceResponse, new()
    {
        var request = (RequestContext)executionContext.RequestContext;
        var caller = request.CancellationToken;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(caller);
        limited.CancelAfter(limit);
        request.CancellationToken = limited.Token;
        try
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (limited.IsCancellationRequested && !caller.IsCancellationRequested)
        {
            throw new SilenceException(limit, late);
        }
        finally
        {
            request.CancellationToken = caller;
        }
    }

    private static void RefuseRedirect(IExecutionContext executionContext, IWebResponseData response, CallScope call)
    {
        if (response.StatusCode is < HttpStatusCode.Ambiguous or >= HttpStatusCode.BadRequest)
        {
            return;
        }

        if (!S3Redirects.MayBeFollowed(executionContext.RequestContext, response) || call.CountRedirect() > MostRedirects)
        {
            var location = response.GetHeaderValue("Location");
            response.ResponseBody?.Dispose();
            throw new RedirectedException(response.StatusCode, location);
        }
    }

    private static LimitedResponse Limited(IWebResponseData response, IExecutionContext executionContext, CallScope call) =>
        new(response, call.Limit, executionContext.RequestContext.CancellationToken);
}
