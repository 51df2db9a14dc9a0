"""What a row of the law can say. Each row names its article and its basis; nothing here knows of any forum."""
