namespace Digits.Data;

/// <summary>A format in which <see cref="DataExport"/> writes a data set.</summary>
public enum ExportFormat
{
    /// <summary>A folder of MNIST's IDX files, and <c>class-names.txt</c> where the classes have names.</summary>
    Idx,

    /// <summary>Kaggle's columns <c>label,pixel0,…</c>: one file for a set of one part, else a folder with <c>train.csv</c> and <c>test.csv</c>.</summary>
    Csv,

    /// <summary>NumPy's archive with Keras's names: <c>x_train</c>, <c>y_train</c>, <c>x_test</c>, <c>y_test</c>, and <c>class_names</c>.</summary>
    Npz,

    /// <summary>
    /// Parquet as Hugging Face has it, the pictures as PNG: one file for a set of one part, else a folder with <c>data/train-00000-of-00001.parquet</c> and
    /// <c>data/test-00000-of-00001.parquet</c>.
    /// </summary>
    Parquet,

    /// <summary>A folder of PNG with a sub-folder for each class, under <c>train</c> and <c>test</c> where there are both.</summary>
    Png,
}
