namespace Digits.Engine.Plans.Single;

/// <summary>One layer of one image, handed out to several threads.</summary>
internal sealed class ImageParts : IWork
{
    private ImageOperation? _operation;
    private AlignedBuffer? _memory;

    internal void Run(ImageOperation operation, AlignedBuffer memory, WorkerPool pool)
    {
        (_operation, _memory) = (operation, memory);
        operation.Begin(memory);
        pool.Run(this, operation.Parts);
    }

    void IWork.Execute(int item, int worker) => _operation!.RunPart(_memory!, item);
}
