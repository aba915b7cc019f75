using Microsoft.AspNetCore.Http;
using SessionLogging.Sandbox.Accounts;
using SessionLogging.Sandbox.Calls;
using SessionLogging.Sandbox.Faults;
using SessionLogging.Sandbox.Signing;

namespace SessionLogging.Sandbox;

/// <summary>One request on its way: which service, who asks, what goes wrong, the answer.</summary>
internal sealed class Pipeline(Cloud cloud, IReadOnlyList<SandboxService> services, CallJournal calls, FaultBook faults)
{
    private readonly QuotaBook _quotas = new(cloud.Clock);
    private readonly Authenticator _authenticator = new(cloud.Credentials, cloud.Clock);

    public async Task HandleAsync(HttpContext context)
    {
        var request = await WireRequest.ReadAsync(context);
        context.Response.Headers.Date = cloud.AnswerClock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var service = ServiceFor(request);
        var requestId = Guid.NewGuid().ToString();
        var call = calls.Arrived(service.Id, service.NameOf(request), requestId, cloud.Clock.GetUtcNow());
        try
        {
            var answer = await AnswerAsync(call, service, request, context.RequestAborted);
            call = answer.Call with { Status = answer.Response.Status, ErrorCode = answer.Response.ErrorCode };
            await answer.Response.WriteAsync(context, answer.Halfway);
            call = call with { Completed = true };
        }
        catch (ConnectionDroppedException)
        {
            call = call with { Completed = true };
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            call = call with { Completed = true, AbortedByClient = true };
        }
        finally
        {
            calls.Change(call);
        }
    }

    private async Task<Answer> AnswerAsync(SandboxCall call, SandboxService service, WireRequest request, CancellationToken aborted)
    {
        try
        {
            var (credential, regionName) = _authenticator.Authenticate(request, service);
            var caller = credential.Principal;
            var account = cloud.Account(caller.AccountId);
            if (!service.IsGlobal && !account.RegionOptions.IsUsable(regionName))
            {
                throw service.Error(CommonError.UnknownKey);
            }

            var region = account.Region(regionName);
            call = call with { Account = caller.AccountId, Region = regionName, Caller = caller.Arn };
            calls.Change(call);

            var operation = service.Find(request) ?? throw service.Error(
                CommonError.UnknownOperation,
                $"The sandbox has no operation {call.Operation} of {service.Id}; it has {string.Join(", ", service.Operations.Select(known => known.Name))}.");
            if (cloud.HasQuotas && !_quotas.HasRoom(region, service.Id, operation.Name))
            {
                throw service.Error(CommonError.Throttled);
            }

            var asked = new Call(request, credential, region, call.RequestId);
            var run = new FaultRun(faults.For(call, operation.Action), service, operation, asked, aborted);
            if (await RefusalAsync(run, asked, service) is { } refusal)
            {
                service.Answered(operation, asked, refusal);
                return new Answer(call, refusal, static () => Task.CompletedTask);
            }

            var response = Run(operation, asked, service);
            service.Answered(operation, asked, response);
            await run.StrikeAsync(FaultMoment.After);
            return new Answer(call, run.Spoil(response), () => run.StrikeAsync(FaultMoment.MidBody));
        }
        catch (AwsServiceException error)
        {
            return new Answer(call, service.Refuse(error, request, call.RequestId), static () => Task.CompletedTask);
        }
    }

    /// <summary>What a fault that strikes before the effect answers in its place, or <see langword="null"/>.</summary>
    private static async Task<WireResponse?> RefusalAsync(FaultRun run, Call call, SandboxService service)
    {
        try
        {
            await run.StrikeAsync(FaultMoment.Before);
            return null;
        }
        catch (AwsServiceException error)
        {
            return service.Refuse(error, call.Request, call.RequestId);
        }
    }

    /// <summary>A refusal is an answer too: what strikes after the effect strikes it as well.</summary>
    private static WireResponse Run(Operation operation, Call call, SandboxService service)
    {
        try
        {
            var response = operation.Run(call);
            service.Stamp(response, call.RequestId);
            return response;
        }
        catch (AwsServiceException error)
        {
            return service.Refuse(error, call.Request, call.RequestId);
        }
    }

    private SandboxService ServiceFor(WireRequest request)
    {
        var scopeService = SignedWith.TryRead(request, out var signed) ? signed.Service : null;
        return services.FirstOrDefault(service => service.Claims(request, scopeService)) ?? new UnknownService(services);
    }

    private sealed record Answer(SandboxCall Call, WireResponse Response, Func<Task> Halfway);
}
