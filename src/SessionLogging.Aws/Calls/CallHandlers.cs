#if NETFRAMEWORK
using Sending = Amazon.Runtime.Internal.HttpHandler<System.IO.Stream>;
#else
using Sending = Amazon.Runtime.Internal.HttpHandler<System.Net.Http.HttpContent>;
#endif

namespace SessionLogging.Aws.Calls;

/// <summary>Puts this module's handlers into every client that the SDK makes from now on, also into those that it makes for itself to find credentials.</summary>
internal sealed class CallHandlers : IRuntimePipelineCustomizer
{
    public string UniqueName => "SessionLogging.CallHandlers";

    /// <summary>Registers them; again has no effect.</summary>
    internal static void Register() => RuntimePipelineCustomizerRegistry.Instance.Register(new CallHandlers());

    public void Customize(Type type, RuntimePipeline pipeline)
    {
        pipeline.AddHandlerAfter<RetryHandler>(new AttemptCounter());
        pipeline.AddHandlerBefore<ErrorHandler>(new AnswerReading());
        pipeline.AddHandlerBefore<Sending>(new AnswerGuard());
    }
}
